/**
 * A notification service in a process of its own, as the bus starts one when it is first needed:
 * `node notification-service.ts`. It finds the bus as every program does.
 */
import type { EventEmitter } from 'node:events';
import { Message, sessionBus } from '@jellybrick/dbus-next';

const bus = sessionBus();
let lastId = 0;

// Its types leave this one out.
const untyped: EventEmitter = bus;
untyped.on('error', () => process.exit(1));
bus.addMethodHandler((message: Message) => {
  if (message.interface !== 'org.freedesktop.Notifications') return false;
  if (message.member === 'GetCapabilities') {
    bus.send(Message.newMethodReturn(message, 'as', [['actions', 'body']]));
  } else if (message.member === 'Notify') {
    lastId += 1;
    bus.send(Message.newMethodReturn(message, 'u', [lastId]));
  } else {
    bus.send(Message.newMethodReturn(message, '', []));
  }
  return true;
});
await bus.requestName('org.freedesktop.Notifications', 0);
