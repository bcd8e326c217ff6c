import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endsWithParent } from '../../build/set-up/run-command.mjs';

/** A message bus for one test, without services, that can be killed. */
export interface OwnBus {
  address: string;
  /** `kill -9`; everything on it loses the connection. */
  kill(): Promise<void>;
  /** Ends it if it is still running, and removes its files. */
  remove(): Promise<void>;
}

/** Linux only. */
export async function startOwnBus(): Promise<OwnBus> {
  const folder = mkdtempSync(join(tmpdir(), 'dialpop-bus-'));
  const config = join(folder, 'bus.conf');
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${folder}/bus</listen>
  <policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`,
  );
  const [command = 'dbus-daemon', ...args] = [
    ...endsWithParent(),
    'dbus-daemon',
    '--nofork',
    '--nopidfile',
    `--config-file=${config}`,
    '--print-address=1',
  ];
  const bus = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [address]: unknown[] = await once(createInterface(bus.stdout), 'line');
  const kill = async (): Promise<void> => {
    if (bus.exitCode !== null || bus.signalCode !== null) return;
    bus.kill('SIGKILL');
    await once(bus, 'exit');
  };
  return {
    address: String(address),
    kill,
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
