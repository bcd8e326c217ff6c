import { clickTray, startDialpop, startSmallest } from '../app/apps.ts';
import { listTree, measureMemory } from '../app/process-tree.ts';
import type { StartedProcess } from '../app/start-process.ts';
import { type Bench, byTurns } from '../bench-context.ts';
import type { Row } from '../row.ts';
import { median } from '../statistics.ts';

interface Memory {
  closed: number;
  open: number;
  processes: number;
}

/** PSS of all processes, in the tray first and then with the window open, each once it has settled. */
export async function measureIdleMemory({ place, calls, isShort, newFolder, large }: Bench): Promise<Row[]> {
  const settleLimitMs = isShort ? 1000 : 30_000;
  const folders = { ours: await large(), reference: newFolder() };
  const measure = async (started: StartedProcess): Promise<Memory> => {
    try {
      const closed = await measureMemory(started.pid, settleLimitMs);
      const processes = listTree(started.pid).length;
      await clickTray(place, started.pid);
      return { closed, processes, open: await measureMemory(started.pid, settleLimitMs) };
    } finally {
      await started.stop();
    }
  };
  const { ours, reference } = await byTurns(
    isShort ? 1 : 3,
    async () => measure(await startDialpop(place, folders.ours)),
    async () => measure(await startSmallest(place, folders.reference)),
  );
  const row = (state: 'closed' | 'open', what: string) => ({
    unit: 'MB',
    ours: median(ours.map((one) => one[state])),
    reference: { what, value: median(reference.map((one) => one[state])) },
    rounds: { ours: ours.map((one) => one[state]), reference: reference.map((one) => one[state]) },
    details: {
      ourProcessesInTray: ours[0]?.processes ?? 0,
      referenceProcessesInTray: reference[0]?.processes ?? 0,
    },
  });
  return [
    {
      id: 'memory-closed',
      what: 'idle memory, window closed',
      ...row('closed', 'smallest tray app'),
      target: { of: 'ratio', is: 'at most', limit: 1.15 },
      bound: 2,
    },
    {
      id: 'memory-open',
      what: `the same, window open, ${calls.toLocaleString('en')} calls`,
      ...row('open', 'the same with an empty window'),
      target: { of: 'ratio', is: 'at most', limit: 1.4 },
      bound: 3,
    },
  ];
}
