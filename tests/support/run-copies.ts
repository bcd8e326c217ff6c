import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

/** A Python that has `requests`; null where there is none. */
export function findPython(): string | null {
  const has = (python: string) => spawnSync(python, ['-c', 'import requests']).status === 0;
  return ['python3', '/usr/bin/python3'].find(has) ?? null;
}

/** Programs that would go through a proxy of this machine, or by somebody's settings, do not. */
const env = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent' };

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (part) => {
      said += part;
    });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command}: ${code} ${said}`))));
  });
}

/** From a file, because no system takes arguments as long as some commands are. */
export function runInShell(shell: string, folder: string, script: string): Promise<void> {
  const file = join(folder, 'copy.sh');
  writeFileSync(file, script);
  return run(shell, [file]);
}

/** Runs scripts one after the other in one process, because each start of one takes a while. */
export function runInNode(folder: string, scripts: readonly string[]): Promise<void> {
  const files = scripts.map((script, index) => {
    const file = join(folder, `copy-${index}.mjs`);
    writeFileSync(file, script);
    return file;
  });
  return run(process.execPath, [
    '--input-type=module',
    '--eval',
    `for (const file of ${JSON.stringify(files)}) await import(file);`,
  ]);
}

export function runInPython(python: string, folder: string, scripts: readonly string[]): Promise<void> {
  const files = scripts.map((script, index) => {
    const file = join(folder, `copy-${index}.py`);
    writeFileSync(file, script);
    return file;
  });
  return run(python, ['-c', 'import runpy, sys\nfor file in sys.argv[1:]: runpy.run_path(file)', ...files]);
}

/** Sends what is to be written on a connection, and waits until the other side ends it. */
export function writeToSocket(port: number, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', () => {});
    socket.once('error', reject);
    socket.once('close', () => resolve());
  });
}
