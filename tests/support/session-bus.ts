import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Message, type MessageBus, MessageType, sessionBus } from '@jellybrick/dbus-next';
import { vi } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

const busConfig = (folder: string): string => `<!DOCTYPE busconfig PUBLIC
  "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${folder}/bus</listen>
  <servicedir>${folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>`;

/** A test's own session bus, which this process uses meanwhile. */
export interface TestBus {
  /** Files here describe programs that the bus starts when they are first needed. */
  servicesFolder: string;
  /** Asks the bus itself. */
  call(member: string, signature?: string, body?: unknown[]): Promise<unknown>;
  /** Programs on the bus, except the one that counts. */
  countConnections(): Promise<number>;
  /** Connects one more program to the bus, which ends with it. */
  connect(): Promise<MessageBus>;
  stop(): Promise<void>;
}

export async function startTestBus(): Promise<TestBus> {
  const folder = temporaryFolder();
  const servicesFolder = join(folder.path, 'services');
  mkdirSync(servicesFolder);
  writeFileSync(join(folder.path, 'bus.conf'), busConfig(folder.path));
  const config = `--config-file=${join(folder.path, 'bus.conf')}`;
  const daemon = spawn('dbus-daemon', ['--nofork', '--nopidfile', config, '--print-address']);
  await once(daemon.stdout, 'data');
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', `unix:path=${folder.path}/bus`);
  const connected: MessageBus[] = [];
  const connect = async (): Promise<MessageBus> => {
    const bus = sessionBus();
    await once(bus, 'connect');
    connected.push(bus);
    return bus;
  };
  const observer = await connect();
  const call: TestBus['call'] = async (member, signature = '', body = []) => {
    const name = 'org.freedesktop.DBus';
    const reply = await observer.call(
      new Message({ destination: name, path: '/org/freedesktop/DBus', interface: name, member, signature, body }),
    );
    return reply?.body[0];
  };
  return {
    servicesFolder,
    call,
    async countConnections() {
      const names = await call('ListNames');
      return Array.isArray(names) ? names.filter((name) => String(name).startsWith(':')).length - 1 : Number.NaN;
    },
    connect,
    async stop() {
      for (const bus of connected) bus.disconnect();
      const ended = once(daemon, 'exit');
      daemon.kill();
      await ended;
      vi.unstubAllEnvs();
      folder.remove();
    },
  };
}

/**
 * Owns a name and answers calls to it.
 *
 * @param answer the answer to a call; undefined answers nothing
 */
export async function serve(
  bus: MessageBus,
  name: string,
  answer: (call: Message) => Message | undefined,
): Promise<void> {
  bus.addMethodHandler((message: Message) => {
    if (message.type !== MessageType.METHOD_CALL) return false;
    const reply = answer(message);
    if (reply !== undefined) bus.send(reply);
    return true;
  });
  await bus.requestName(name, 0);
}
