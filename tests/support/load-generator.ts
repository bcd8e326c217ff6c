import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  type FromLoad,
  type LoadOptions,
  type LoadProgress,
  type LoadRecords,
  loadEventId,
  type ToLoad,
  unanswered,
  unsent,
} from './load-messages.ts';
import { patienceMs } from './patience.ts';

export interface LoadResult {
  records: LoadRecords;
  /** Requests that fell due. */
  offered: number;
  /** How often each HTTP status came. */
  statuses: Record<string, number>;
  /** Requests that were sent and not answered. */
  unanswered: number;
  /** Requests for which there never was room. */
  unsent: number;
  /** The ids of the events that were answered with 200. */
  acknowledged: string[];
  /** The ids of the events that were sent and not answered: they may be stored or not. */
  uncertain: string[];
  /** Answers with 429 or 503 that do not say when to come again. */
  shedWithoutRetryAfter: number;
  /** Of all answers, in ms; see `LoadRecords`. */
  latencyMs: { p50: number; p99: number; max: number };
}

export interface RunningLoad {
  /** As it was a moment ago. */
  progress: () => LoadProgress;
  /** Ends the load early; answers under way are still waited for. */
  stop: () => void;
  /** Settles when the load has ended; rejects where its process failed. */
  result: Promise<LoadResult>;
}

const defaults = {
  connections: 8,
  pipelining: 1,
  ratePerSecond: null,
  durationMs: null,
  drainMs: patienceMs,
  sendsLate: true,
};
let loads = 0;

/**
 * Offers requests to the webhook from a process of its own: each a valid started event of a new call.
 *
 * @param options at least the URL; without a rate a closed loop, without a duration until stopped
 */
export async function startLoad(options: { url: string } & Partial<LoadOptions>): Promise<RunningLoad> {
  loads += 1;
  const idPrefix = `load-${process.pid}-${Date.now().toString(36)}-${loads}`;
  const whole: LoadOptions = { ...defaults, idPrefix, ...options };
  const child = fork(fileURLToPath(new URL('load-process.ts', import.meta.url)), { serialization: 'advanced' });
  await once(child, 'spawn');
  let progress: LoadProgress = { sent: 0, answered: 0, acknowledged: 0, shed: 0 };
  const records = new Promise<LoadRecords>((resolve, reject) => {
    child.on('message', (message: FromLoad) => {
      if (message.type === 'progress') progress = message.progress;
      else resolve(message.records);
    });
    child.on('exit', (code, signal) => reject(new Error(`The load's process ended with ${signal ?? code}`)));
  });
  const send = (message: ToLoad): void => void child.send(message);
  send({ type: 'begin', options: whole });
  const result = records.then((kept) => summarise(whole.idPrefix, kept)).finally(() => endChild(child));
  // Who waits for it is told; that nobody does yet is no error of its own.
  result.catch(() => {});
  return { progress: () => progress, stop: () => child.connected && send({ type: 'stop' }), result };
}

function endChild(child: ChildProcess): void {
  if (child.connected) child.disconnect();
}

function summarise(idPrefix: string, records: LoadRecords): LoadResult {
  const statuses: Record<string, number> = {};
  const [acknowledged, uncertain]: [string[], string[]] = [[], []];
  const counts = { unanswered: 0, unsent: 0, shedWithoutRetryAfter: 0 };
  for (const [sequence, status] of records.status.entries()) {
    if (status === unsent) counts.unsent += 1;
    else if (status === unanswered) {
      counts.unanswered += 1;
      uncertain.push(loadEventId(idPrefix, sequence));
    } else {
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status === 200) acknowledged.push(loadEventId(idPrefix, sequence));
      if ((status === 429 || status === 503) && records.retryAfter[sequence] === -1) counts.shedWithoutRetryAfter += 1;
    }
  }
  const latencies = records.latencyMs.filter((ms) => !Number.isNaN(ms)).toSorted();
  const at = (share: number): number => latencies[Math.floor((latencies.length - 1) * share)] ?? Number.NaN;
  return {
    records,
    offered: records.status.length,
    statuses,
    ...counts,
    acknowledged,
    uncertain,
    latencyMs: { p50: at(0.5), p99: at(0.99), max: at(1) },
  };
}
