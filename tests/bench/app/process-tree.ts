import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const sampleEveryMs = 1000;
/** Settled: so many samples in a row differ by less than this share. */
const steadySamples = 4;
const steadyShare = 0.005;

/**
 * Memory of a process and all it has started, once it has settled: each page counted once, shared ones in
 * proportion (PSS). Linux only.
 *
 * @param limitMs how long to wait for that at most
 * @returns MB
 */
export async function measureMemory(pid: number, limitMs: number): Promise<number> {
  const samples: number[] = [];
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += sampleEveryMs) {
    await sleep(sampleEveryMs);
    samples.push(sumPss(pid));
    const last = samples.slice(-steadySamples);
    if (last.length === steadySamples && Math.max(...last) - Math.min(...last) < steadyShare * Math.max(...last)) break;
  }
  return samples.at(-1) ?? Number.NaN;
}

/** The process and all its descendants. */
export function listTree(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // After the name in brackets: the state, then the parent.
    const parent = Number(/\) \S (\d+)/.exec(readSafely(`/proc/${name}/stat`))?.[1]);
    parents.set(Number(name), parent);
  }
  const tree = [pid];
  for (const known of tree) {
    for (const [child, parent] of parents) if (parent === known) tree.push(child);
  }
  return tree;
}

function sumPss(pid: number): number {
  const kilobytes = listTree(pid).map((one) => {
    const found = /^Pss:\s+(\d+) kB/m.exec(readSafely(`/proc/${one}/smaps_rollup`));
    return Number(found?.[1] ?? 0);
  });
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/** Nothing for a process that has just ended. */
function readSafely(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
