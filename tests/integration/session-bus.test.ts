import { Message } from '@jellybrick/dbus-next';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BusTimeoutError, connectSessionBus, type SessionBus } from '../../electron/session-bus.ts';
import { heapInUse } from '../support/heap.ts';
import { serve, startTestBus, type TestBus } from '../support/session-bus.ts';

const itself = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
const silent = { destination: 'org.example.Silent', path: '/', interface: 'org.example.Silent', member: 'Answer' };

let bus: TestBus;
let connection: SessionBus;
const onLost = vi.fn();
beforeEach(async () => {
  onLost.mockReset();
  bus = await startTestBus();
  connection = await connectSessionBus(onLost);
});
afterEach(async () => {
  connection.disconnect();
  await bus.stop();
});

const callMany = async (count: number): Promise<void> => {
  const together = 100;
  for (let made = 0; made < count; made += together) {
    await Promise.all(Array.from({ length: together }, () => connection.call({ ...itself, member: 'GetId' }, 60_000)));
  }
};

/** A program on the bus that has calls and answers none. */
async function serveSilence(): Promise<{ calls: number }> {
  const counted = { calls: 0 };
  await serve(await bus.connect(), silent.destination, () => {
    counted.calls += 1;
    return undefined;
  });
  return counted;
}

describe.skipIf(process.platform !== 'linux')('a connection to the session bus', () => {
  test('keeps nothing of the calls it has made', async () => {
    await callMany(1000);
    const before = await heapInUse();
    await callMany(10_000);
    const grownBytes = (await heapInUse()) - before;
    // A reply kept for each call would be more than 10 MB.
    expect(grownBytes).toBeLessThan(3_000_000);
  });

  test('that ends tells every call under way, and its owner once', async () => {
    const silence = await serveSilence();
    const calls = Array.from({ length: 3 }, () => connection.call(silent, 60_000));
    const failures = Promise.all(calls.map((call) => call.catch((error: unknown) => String(error))));
    await vi.waitFor(() => expect(silence.calls).toBe(3));
    connection.disconnect();
    expect(await failures).toEqual(Array(3).fill('Error: The connection to the session bus was closed'));
    connection.disconnect();
    expect(onLost).toHaveBeenCalledOnce();
    await expect(connection.call({ ...itself, member: 'GetId' }, 60_000)).rejects.toThrow('session bus');
  });

  test('answers a call that nobody answers itself, and goes on', async () => {
    await serveSilence();
    await expect(connection.call(silent, 1)).rejects.toThrow(BusTimeoutError);
    expect(await connection.isAlive()).toBe(true);
    expect(onLost).not.toHaveBeenCalled();
  });

  test('hands on an error that a program answers', async () => {
    await serve(await bus.connect(), silent.destination, (call) => Message.newError(call, 'org.example.No', 'Not now'));
    await expect(connection.call(silent, 60_000)).rejects.toThrow('Not now');
  });
});
