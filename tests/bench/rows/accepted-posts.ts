import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { prepareUserData, startDialpop, startReference } from '../app/apps.ts';
import type { StartedProcess } from '../app/start-process.ts';
import { type Bench, byTurns } from '../bench-context.ts';
import type { Row } from '../row.ts';
import { median } from '../statistics.ts';

const connections = 20;
const loadSchema = z.object({ aSecond: z.number().positive(), p99Ms: z.number().positive() });
const client = fileURLToPath(new URL('../load/post-load.ts', import.meta.url));

/**
 * POSTs of new events over 20 connections, each sent when the last one was answered. Ours is the app
 * as it runs, anew for each round: what it does after the answers would take from the reference.
 */
export async function measureAcceptedPosts({ place, isShort, newFolder }: Bench): Promise<Row[]> {
  const durationMs = isShort ? 1000 : 5000;
  const load = async (started: StartedProcess) => {
    try {
      const args = [client, started.said, String(connections), String(durationMs)];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      return loadSchema.parse(JSON.parse(stdout));
    } finally {
      await started.stop();
    }
  };
  const measured = await byTurns(
    isShort ? 1 : 5,
    async () => load(await startDialpop(place, prepareUserData(newFolder()))),
    async () => load(await startReference(place, 'bare-express.mjs')),
  );
  const row = (pick: (one: z.infer<typeof loadSchema>) => number) => {
    const rounds = { ours: measured.ours.map(pick), reference: measured.reference.map(pick) };
    return {
      ours: median(rounds.ours),
      reference: { what: 'Express with express.json', value: median(rounds.reference) },
      rounds,
    };
  };
  return [
    {
      id: 'posts-rate',
      what: `accepted POSTs, ${connections} connections`,
      unit: '/s',
      ...row(({ aSecond }) => aSecond),
      target: { of: 'ratio', is: 'at least', limit: 0.9 },
      bound: 0.15,
      note: 'the reference is run by the same Electron as Node, so both have the same V8',
    },
    {
      id: 'posts-p99',
      what: 'the same, p99',
      unit: 'ms',
      ...row(({ p99Ms }) => p99Ms),
      target: { of: 'ratio', is: 'at most', limit: 2 },
      bound: 30,
    },
  ];
}
