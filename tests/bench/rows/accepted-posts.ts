import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { ForwardTarget } from '../../../shared/forwarding.ts';
import { prepareUserData, startDialpop, startReference } from '../app/apps.ts';
import type { StartedProcess } from '../app/start-process.ts';
import { type Bench, byTurns } from '../bench-context.ts';
import type { Row } from '../row.ts';
import { median } from '../statistics.ts';

const connections = 20;
const loadSchema = z.object({ aSecond: z.number().positive(), p99Ms: z.number().positive() });
type Load = z.infer<typeof loadSchema>;
const client = fileURLToPath(new URL('../load/post-load.ts', import.meta.url));

/**
 * POSTs of new events over 20 connections, each sent when the last one was answered. Ours is the app
 * as it runs, anew for each round: what it does after the answers would take from the reference.
 */
export async function measureAcceptedPosts({ place, isShort, newFolder }: Bench): Promise<Row[]> {
  const durationMs = isShort ? 1000 : 5000;
  const load = (started: StartedProcess) => postUntilStopped(started, durationMs);
  const measured = await byTurns(
    isShort ? 1 : 5,
    async () => load(await startDialpop(place, prepareUserData(newFolder()))),
    async () => load(await startReference(place, 'bare-express.mjs')),
  );
  const row = (pick: (one: Load) => number) => {
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

/** The same with every accepted request forwarded to a server beside it, which has to cost the sender nothing but the processor's time. */
export async function measureForwardedPosts({ place, isShort, newFolder }: Bench): Promise<Row[]> {
  const durationMs = isShort ? 1000 : 5000;
  const target = await startReference(place, 'bare-express.mjs');
  try {
    const measured = await byTurns(
      isShort ? 1 : 5,
      async () => {
        const userData = prepareUserData(newFolder(), { forwardTargets: [forwardTarget(target.said)] });
        return postUntilStopped(await startDialpop(place, userData), durationMs);
      },
      async () => postUntilStopped(await startDialpop(place, prepareUserData(newFolder())), durationMs),
    );
    const rounds = {
      ours: measured.ours.map(({ aSecond }) => aSecond),
      reference: measured.reference.map(({ aSecond }) => aSecond),
    };
    return [
      {
        id: 'forwarded-rate',
        what: `accepted POSTs, ${connections} connections, while each is forwarded`,
        unit: '/s',
        ours: median(rounds.ours),
        reference: { what: 'DialPop without a target', value: median(rounds.reference) },
        target: { of: 'ratio', is: 'at least', limit: 0.7 },
        bound: 0.2,
        rounds,
        note: 'target, forwarding, listener and load share the processor',
      },
    ];
  } finally {
    await target.stop();
  }
}

const forwardTarget = (url: string): ForwardTarget => ({
  id: 'bench',
  name: 'Beside it',
  url,
  isOn: true,
  query: '',
  forwardsOwn: false,
  forwardsRedeliveries: false,
});

async function postUntilStopped(started: StartedProcess, durationMs: number): Promise<Load> {
  try {
    const args = [client, started.said, String(connections), String(durationMs)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return loadSchema.parse(JSON.parse(stdout));
  } finally {
    await started.stop();
  }
}
