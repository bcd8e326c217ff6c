import { readdirSync, readFileSync } from 'node:fs';
import { waitFor } from './desktop.ts';

/** A process and all that descend from it, itself first. On Linux. */
export function processTree(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? readParent(name) : null;
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [pid];
  for (const member of tree) tree.push(...(children.get(member) ?? []));
  return tree;
}

/** Ends a process and all that descend from it as a power cut would: at once, and none is asked. */
export async function killTree(pid: number): Promise<void> {
  const tree = processTree(pid);
  for (const member of tree) {
    try {
      process.kill(member, 'SIGKILL');
    } catch {
      // It has ended by itself meanwhile.
    }
  }
  await waitFor('the processes to be gone', () => tree.every((member) => !isAlive(member)));
}

/** What the processes take of the machine's memory, in bytes; what they share is counted once. */
export function measureMemory(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => Number(/^Pss:\s+(\d+) kB/m.exec(readProc(pid, 'smaps_rollup'))?.[1] ?? 0));
  return kilobytes.reduce((sum, one) => sum + one, 0) * 1024;
}

/** The state's letter and the parent are the first words after the name, which may hold anything. */
const statusWords = (pid: number | string): string[] => readProc(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];

function readParent(pid: string): number | null {
  const parent = Number(statusWords(pid)[1]);
  return Number.isNaN(parent) ? null : parent;
}

function isAlive(pid: number): boolean {
  const [state = ''] = statusWords(pid);
  return state !== '' && state !== 'Z';
}

function readProc(pid: number | string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    // It has ended.
    return '';
  }
}
