/**
 * A notification service in a process of its own that tells its parent what came and when:
 * `node stamping-service.ts`, with a channel to the parent. Answers at once, as a good one does.
 */
import type { EventEmitter } from 'node:events';
import { Message, sessionBus } from '@jellybrick/dbus-next';

const bus = sessionBus();
let lastId = 0;

// Its types leave this one out.
const untyped: EventEmitter = bus;
untyped.on('error', () => process.exit(1));
bus.addMethodHandler((message: Message) => {
  const at = performance.timeOrigin + performance.now();
  if (message.interface !== 'org.freedesktop.Notifications') return false;
  if (message.member === 'GetCapabilities') {
    bus.send(Message.newMethodReturn(message, 'as', [['actions', 'body']]));
  } else if (message.member === 'Notify') {
    lastId += 1;
    const [, replaced, , title, body] = message.body;
    bus.send(Message.newMethodReturn(message, 'u', [replaced || lastId]));
    process.send?.({ at, title, body });
  } else {
    bus.send(Message.newMethodReturn(message, '', []));
  }
  return true;
});
await bus.requestName('org.freedesktop.Notifications', 0);
process.stdout.write('serving\n');
