import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryCheck, HistoryFacts, SetAsideFile } from '../../shared/diagnostics/diagnostics.ts';
import type { Redact, SafeText } from '../../shared/safe-text.ts';
import type { DataTasks } from '../data/data-task.ts';
import type { RunTask } from '../data/run-task.ts';
import type { ConnectionFacts } from '../history/connection-facts.ts';

/** Counting starts a thread; a page that is looked at asks every few seconds. */
const countAgainMs = 10_000;
const mostSetAside = 20;

type HistoryCounts = DataTasks['countHistory']['result'];

export interface HistoryFactsOptions {
  redact: Redact;
  readVersion: (text: string) => SafeText;
  runTask: RunTask;
  historyFile: string;
  /** The user data folder. */
  folder: string;
  /** Asks the connection that writes. */
  readConnection: () => Promise<ConnectionFacts>;
  /** Why requests can not be stored now, in the system's words; null where they can. */
  getFailure: () => string | null;
  getCheck: () => HistoryCheck;
}

export function createHistoryFacts(options: HistoryFactsOptions): () => Promise<HistoryFacts> {
  const { redact, readVersion, runTask, historyFile, folder } = options;
  let counted: { at: number; counts: Promise<HistoryCounts> } | null = null;

  const startCounting = async (): Promise<HistoryCounts> => {
    const outcome = await runTask('countHistory', { historyFile });
    if (outcome.status !== 'done') throw new Error(outcome.status === 'failed' ? outcome.detail : outcome.status);
    return outcome.result;
  };
  /** One that takes longer than the page waits is not begun a second time. */
  const count = (): Promise<HistoryCounts> => {
    if (counted !== null && performance.now() - counted.at < countAgainMs) return counted.counts;
    const mine = { at: Number.POSITIVE_INFINITY, counts: startCounting() };
    counted = mine;
    mine.counts.then(
      () => {
        mine.at = performance.now();
      },
      () => {
        if (counted === mine) counted = null;
      },
    );
    return mine.counts;
  };

  return async () => {
    const [counts, connection, bytes, { bavail, bsize }, setAside] = await Promise.all([
      count(),
      options.readConnection(),
      sizeOf(...['', '-wal', '-shm'].map((suffix) => historyFile + suffix)),
      statfs(folder),
      findSetAside(folder),
    ]);
    const failure = options.getFailure();
    return {
      bytes,
      freeDiskBytes: bavail * bsize,
      calls: counts.calls,
      requests: counts.requests,
      sqlite: readVersion(counts.sqlite),
      layoutVersion: counts.layoutVersion,
      journalMode: readVersion(connection.journalMode),
      synchronous: readVersion(connection.synchronous),
      isFailing: failure === null ? null : redact(failure, 200),
      check: options.getCheck(),
      setAside,
    };
  };
}

/** Bytes of those files that exist. */
export async function sizeOf(...files: string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file)
        .then(({ size }) => size)
        .catch(() => 0),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

const setAsideNames: { kind: SetAsideFile['kind']; name: RegExp }[] = [
  { kind: 'history', name: /^history\.sqlite\.damaged-(.+)Z$/ },
  { kind: 'settings', name: /^settings\.damaged-(.+)Z\.json$/ },
  { kind: 'before_restore', name: /^history\.before-restore-(.+?)Z?\.dialpop$/ },
];

/** What DialPop put out of the way in its folder, the newest first. */
async function findSetAside(folder: string): Promise<SetAsideFile[]> {
  const names = await readdir(folder);
  const found = names.flatMap((name) => {
    const known = setAsideNames.find((one) => one.name.test(name));
    return known === undefined ? [] : [{ kind: known.kind, name, stamp: known.name.exec(name)?.[1] ?? '' }];
  });
  const files = await Promise.all(
    found.map(async ({ kind, name, stamp }) => ({
      kind,
      at: timeOf(stamp),
      bytes: await sizeOf(join(folder, name)),
    })),
  );
  return files.sort((one, other) => (other.at ?? 0) - (one.at ?? 0)).slice(0, mostSetAside);
}

/** The name's time is ISO 8601 in UTC with dashes for what file systems do not take. */
function timeOf(stamp: string): number | null {
  const [, day, hours, minutes, seconds] = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)/.exec(stamp) ?? [];
  const time = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(time) ? null : time;
}
