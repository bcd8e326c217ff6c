import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { patienceMs } from './patience.ts';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * A tunnel as people have them, without the internet: an OpenSSH server of the test's own on
 * loopback, and `ssh -R` through it. Nothing of the machine's own SSH set-up is read or changed.
 */
export interface SshServer {
  /** The address "on the internet" at which the tunnel comes out. */
  publicUrl: string;
  /** Leads the public address to a port of this machine; there when it resolves. */
  openTunnel(toPort: number): Promise<SshTunnel>;
  stop(): Promise<void>;
}

export interface SshTunnel {
  /** Kills ssh, as a lost connection does: the server closes the public port. */
  kill(): Promise<void>;
  /** Freezes ssh: it looks alive, and nothing comes through. */
  freeze(): void;
}

/** Starts the server. Its files are in a temporary folder and go with it. */
export async function startSshServer(): Promise<SshServer> {
  const folder = temporaryFolder();
  const hostKey = makeKey(join(folder.path, 'host-key'));
  const userKey = makeKey(join(folder.path, 'user-key'));
  const authorizedKeys = join(folder.path, 'authorized-keys');
  copyFileSync(`${userKey}.pub`, authorizedKeys);
  chmodSync(authorizedKeys, 0o600);
  const [port, publicPort] = [await findFreePort(), await findFreePort()];
  const config = join(folder.path, 'sshd-config');
  writeFileSync(config, serverConfig({ port, hostKey, authorizedKeys }));
  const running: ChildProcess[] = [];

  // As root the server separates privileges, and insists on this folder.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const server = spawn(absolutePath('sshd'), ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  running.push(server);
  await waitForPort(port, server, 'sshd');

  return {
    publicUrl: `http://127.0.0.1:${publicPort}`,
    async openTunnel(toPort) {
      const forward = ['-N', '-R', `127.0.0.1:${publicPort}:127.0.0.1:${toPort}`];
      const own = ['-F', '/dev/null', '-i', userKey, '-p', String(port)];
      const options = [
        'StrictHostKeyChecking=no',
        'UserKnownHostsFile=/dev/null',
        'GlobalKnownHostsFile=/dev/null',
        'IdentitiesOnly=yes',
        'BatchMode=yes',
        'ExitOnForwardFailure=yes',
        'LogLevel=ERROR',
      ].flatMap((option) => ['-o', option]);
      const ssh = spawn('ssh', [...forward, ...own, ...options, `${userInfo().username}@127.0.0.1`], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      running.push(ssh);
      await waitForPort(publicPort, ssh, 'ssh -R');
      return {
        async kill() {
          await end(ssh);
          await waitUntilClosed(publicPort);
        },
        freeze: () => void ssh.kill('SIGSTOP'),
      };
    },
    async stop() {
      for (const child of running.toReversed()) await end(child);
      folder.remove();
    },
  };
}

/** Only this key, only forwarding, only loopback. */
function serverConfig({ port, hostKey, authorizedKeys }: { port: number; hostKey: string; authorizedKeys: string }) {
  return [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${authorizedKeys}`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    'AllowTcpForwarding remote',
    'GatewayPorts no',
    'LogLevel ERROR',
    '',
  ].join('\n');
}

function makeKey(file: string): string {
  const { status, stderr } = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
  if (status !== 0) throw new Error(`ssh-keygen failed: ${String(stderr)}`);
  return file;
}

/** sshd starts itself again for each connection and wants to know where it is. */
function absolutePath(program: string): string {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin'];
  const path = folders.map((folder) => join(folder, program)).find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`${program} is not installed`);
  return path;
}

/** A port of loopback that nobody listens on right now. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function waitForPort(port: number, child: ChildProcess, name: string): Promise<void> {
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await isOpen(port)) return;
    await sleep(20);
  }
  throw new Error(`${name} did not open port ${port}: ${errors}`);
}

async function waitUntilClosed(port: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (!(await isOpen(port))) return;
    await sleep(20);
  }
  throw new Error(`Port ${port} stays open`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
