import { prepareUserData, startDialpop, startSmallest } from '../app/apps.ts';
import type { StartedProcess } from '../app/start-process.ts';
import type { Bench } from '../bench-context.ts';
import type { Row } from '../row.ts';
import { median } from '../statistics.ts';

/** From before the process is started until it listens, each folder having been used once before. */
export async function measureStart({ place, calls, isShort, newFolder, large }: Bench): Promise<Row[]> {
  const folders = { none: prepareUserData(newFolder()), many: await large(), smallest: newFolder() };
  const starts = {
    none: () => startDialpop(place, folders.none),
    many: () => startDialpop(place, folders.many),
    smallest: () => startSmallest(place, folders.smallest),
  };
  const names = ['none', 'smallest', 'many'] as const;
  const times: Record<(typeof names)[number], number[]> = { none: [], many: [], smallest: [] };
  for (const name of names) await timeStart(starts[name]);
  for (let round = 0; round < (isShort ? 2 : 11); round += 1) {
    for (const name of names) times[name].push(await timeStart(starts[name]));
  }
  const row = (name: 'none' | 'many'): Pick<Row, 'unit' | 'ours' | 'reference' | 'target' | 'bound' | 'rounds'> => ({
    unit: 'ms',
    ours: median(times[name]),
    reference: { what: 'smallest tray app’s ready', value: median(times.smallest) },
    target: { of: 'ratio', is: 'at most', limit: 1.3 },
    bound: 4,
    rounds: { ours: times[name], reference: times.smallest },
  });
  return [
    { id: 'start-0', what: 'process start → listening, no calls', ...row('none') },
    { id: 'start-n', what: `the same, ${calls.toLocaleString('en')} calls`, ...row('many') },
    {
      ...row('many'),
      id: 'start-n-to-0',
      what: `${calls.toLocaleString('en')} calls beside none`,
      reference: { what: 'no calls', value: median(times.none) },
      target: { of: 'ratio', is: 'at most', limit: 1.1 },
      bound: 2,
      rounds: { ours: times.many, reference: times.none },
    },
  ];
}

async function timeStart(start: () => Promise<StartedProcess>): Promise<number> {
  const started = await start();
  await started.stop();
  return started.tookMs;
}
