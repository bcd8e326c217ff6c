import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startVirtualDesktop } from '../../../build/set-up/virtual-desktop.mjs';
import { type Place, prepareUserData, startDialpop, startReference } from '../app/apps.ts';
import { epochMs } from '../app/observed.ts';
import { type StartedProcess, startProcess } from '../app/start-process.ts';
import type { Bench } from '../bench-context.ts';
import { newEvent } from '../load/new-event.ts';
import { post } from '../load/post.ts';
import type { Row } from '../row.ts';
import { quantile } from '../statistics.ts';

const notificationSchema = z.object({ at: z.number(), title: z.string(), body: z.string() });
type Received = z.infer<typeof notificationSchema>;

interface Sent {
  at: number;
  to: string;
}

/** DialPop takes what comes within this time together into one popup; after it, the next call stands alone again. */
const burstPauseMs = 2500;
/** Only ends what hangs. */
const tellingLimitMs = 60_000;

/**
 * From just before a POST is sent until the notification service has been told of that call. Many calls
 * at once are one popup that says how many; a call counts as told once its number or that count includes it.
 */
export async function measurePopupLatency({ place: { electronPath }, isShort, newFolder }: Bench): Promise<Row[]> {
  const desktop = await startVirtualDesktop({ dunst: false });
  const env = { ...process.env, ...desktop.env };
  const place: Place = { electronPath, env };
  const script = fileURLToPath(new URL('../load/stamping-service.ts', import.meta.url));
  const service = await startProcess(process.execPath, [script], { env, ready: /serving/, talks: true });
  const received: Received[] = [];
  service.child.on('message', (message) => received.push(notificationSchema.parse(message)));
  const servers = {
    ours: await startDialpop(place, prepareUserData(newFolder())),
    reference: await startReference(place, 'ten-line-notifier.mjs'),
  };
  const measure = (started: StartedProcess, everyMs: number, count: number) =>
    measureLatencies(started.said, everyMs, count, received);

  try {
    // The first one connects to the bus.
    for (const started of Object.values(servers)) await measure(started, 1, 1);
    const rows: Row[] = [];
    for (const [aSecond, seconds, rounds] of isShort
      ? ([[50, 1, 1]] as const)
      : ([
          [1, 15, 3],
          [50, 10, 3],
        ] as const)) {
      const latencies = { ours: [] as number[], reference: [] as number[] };
      for (let round = 0; round < rounds; round += 1) {
        for (const side of ['ours', 'reference'] as const) {
          await sleep(burstPauseMs);
          latencies[side].push(...(await measure(servers[side], 1000 / aSecond, aSecond * seconds)));
        }
      }
      rows.push(...toRows(aSecond, latencies));
    }
    return rows;
  } finally {
    for (const started of [servers.ours, servers.reference, service]) await started.stop();
    await desktop.stop();
  }
}

/** Sends calls at a steady rate, whether or not the last was answered, and waits until each was told of. */
async function measureLatencies(url: string, everyMs: number, count: number, received: Received[]): Promise<number[]> {
  received.length = 0;
  const agent = new Agent({ keepAlive: true });
  const sent: Sent[] = [];
  const answers: Promise<number>[] = [];
  const begin = performance.now();
  for (let index = 0; index < count; index += 1) {
    await sleep(Math.max(0, begin + index * everyMs - performance.now()));
    const { body, to } = newEvent();
    sent.push({ at: epochMs(), to });
    answers.push(post(agent, url, body));
  }
  await Promise.all(answers);
  const deadline = performance.now() + tellingLimitMs;
  while (!sent.every((call, index) => findTelling(call, index, received))) {
    if (performance.now() > deadline) throw new Error('A call was never told of');
    await sleep(20);
  }
  agent.destroy();
  return sent.map((call, index) => (findTelling(call, index, received)?.at ?? Number.NaN) - call.at);
}

/** The first notification that tells of the call that was sent as the `index`-th. */
const findTelling = ({ to }: Sent, index: number, received: readonly Received[]): Received | undefined =>
  received.find(
    ({ title, body }) =>
      `${title}\n${body}`.replaceAll(/[ ()-]/g, '').includes(to) ||
      Number(/^([\d,]+) calls started$/.exec(title)?.[1]?.replaceAll(',', '') ?? 0) > index,
  );

function toRows(aSecond: number, { ours, reference }: { ours: number[]; reference: number[] }): Row[] {
  const row = (name: string, share: number): Row => ({
    id: `popup-${aSecond}-${name}`,
    what: `POST → notification, ${aSecond}/s, ${name}`,
    unit: 'ms',
    ours: quantile(ours, share),
    reference: { what: 'ten lines of Express and D-Bus', value: quantile(reference, share) },
    target: { of: 'ratio', is: 'at most', limit: 1.5 },
    bound: 200,
    ...(aSecond > 1 && name === 'median'
      ? {
          note: 'so many calls at once are one popup, brought up to date at most four times a second: most of this is that wait',
        }
      : {}),
    rounds: { ours, reference },
  });
  return [row('median', 0.5), row('p95', 0.95)];
}
