/** The reference for popups: a handler that tells the notification service about each call, over D-Bus. */
import { Message, sessionBus } from '@jellybrick/dbus-next';
import express from 'express';

const service = 'org.freedesktop.Notifications';
const to = { destination: service, path: '/org/freedesktop/Notifications', interface: service };
const bus = sessionBus();
const app = express();
app.use(express.json());
app.post('/', async (request, response) => {
  const body = ['notifier', 0, '', `Calling ${request.body.to}`, '', [], {}, -1];
  await bus.call(new Message({ ...to, member: 'Notify', signature: 'susssasa{sv}i', body }));
  response.end();
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`listening: http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/\n`);
});
