/**
 * How long what the main process does with a history made by `npm run seed` holds up its loop:
 *
 *   node tests/bench/main-loop-bench.ts --user-data <dir>
 *
 * The start, what a person does with many calls, and the upkeep; on a copy.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createCallActions } from '../../electron/call-actions.ts';
import { bytesInUse, measureHistory } from '../../electron/history/measure-history.ts';
import { startHistory } from '../../electron/history/start-history.ts';
import { historyFile } from '../../electron/user-data.ts';

const { values } = parseArgs({ options: { 'user-data': { type: 'string' } } });
const userData = values['user-data'];
if (userData === undefined) throw new Error('--user-data is missing');

const folder = mkdtempSync(join(tmpdir(), 'dialpop-bench-'));
try {
  const file = join(folder, 'history.sqlite');
  cpSync(historyFile(userData), file);
  await measure(file);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(file: string): Promise<void> {
  const started = tell('start', () => startHistory(file, throwOn));
  if (!started.ok) throw new Error(started.detail);
  const { history } = started.replaceable;
  const database = started.replaceable.database();
  tell('status: unread, last request', () => [history.countUnread(), history.lastRequestAt()]);
  tell('tray: five calls', () => history.listCalls(null, 5));
  tell('storage', () => [measureHistory(database), bytesInUse(database)]);
  const newestId = history.listCalls(null, 1).items[0]?.id ?? 0;
  database.exec(`UPDATE calls SET unread = 1 WHERE id > ${newestId - 100_000}`);
  history.checkpoint();

  const marked = { calls: 0 };
  const { markAllCallsRead } = createCallActions(history, {
    add: (ids = []) => {
      marked.calls += ids.length;
    },
    stop: () => {},
  });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  await markAllCallsRead();
  const taken = performance.now() - startedAt;
  delay.disable();
  write(`mark ${marked.calls} calls as read: ${taken.toFixed(0)} ms, longest stall ${(delay.max / 1e6).toFixed(1)} ms`);
  tell('checkpoint', history.checkpoint);

  const ids = Array.from({ length: 1000 }, (_, index) => newestId - index * Math.floor(newestId / 1000)).filter(
    (id) => id > 0,
  );
  tell('delete 1000 calls of all times', () => history.deleteCalls(ids));
  tell('checkpoint', history.checkpoint);
  tell('restore them', () => history.restoreCalls(ids));
  tell('checkpoint', history.checkpoint);
  database.exec(`UPDATE calls SET note = 'x' WHERE id > ${newestId - 3000}`);
  const [indexing, merging]: [number[], number[]] = [[], []];
  for (let step = 1; step <= 300; step += 1) {
    indexing.push(timed(() => history.indexSome(10)));
    merging.push(timed(() => history.mergeIndex(8)));
    if (step % 32 === 0) history.checkpoint();
  }
  write(`steps of indexing: ${spread(indexing)}; of merging: ${spread(merging)}`);
  tell('close', history.close);
}

function throwOn(error: unknown): never {
  throw error;
}

function tell<Result>(name: string, work: () => Result): Result {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  const result = work();
  const taken = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(before);
  write(`${name.padEnd(32)} ${taken.toFixed(1)} ms (${((user + system) / 1000).toFixed(1)} ms of CPU)`);
  return result;
}

function timed(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1);
  return `p50 ${at(0.5)} p95 ${at(0.95)} worst ${at(1)} ms`;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
