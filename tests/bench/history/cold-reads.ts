import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createHistoryReader } from '../../../electron/history/history-store.ts';
import { openDatabaseReadOnly } from '../../../electron/history/open-database.ts';
import { parseQueryText } from '../../../shared/call-query-text.ts';
import type { CountPart } from '../../../shared/calls.ts';

type Reader = ReturnType<typeof createHistoryReader>;
type Write = (line: string) => void;

/** As the window counts: no further than this. */
const enoughCalls = 10_000;
const typed = ['', '4', 'tic', 'renewal', '+44 20 79', 'no such call', 'zürich', 'agent:203', 'popup:failed'];

/**
 * The first reads of a file that the system has not in memory, each through a connection of its
 * own, beside the same once more: time and what came from the disk. On Linux; elsewhere both are warm.
 */
export function measureColdReads(file: string, write: Write): void {
  const newestId = withReader(file, (reader) => reader.listCalls(null, 1).items[0]?.id ?? 1);
  const reads: [string, (reader: Reader) => unknown][] = [
    ...typed.map((text): [string, (reader: Reader) => unknown] => [
      `first page of "${text}"`,
      (reader) => reader.findCalls({ query: parseQueryText(text).query, before: null, limit: 100 }),
    ]),
    ['today', (reader) => reader.getTodayStatistics()],
    ['one old call', (reader) => reader.getCall(Math.floor(newestId / 2))],
    ['earlier calls', (reader) => reader.listEarlierCalls(newestId, 10)],
    ['suggestions', (reader) => reader.suggestFilterValues({ of: 'custom_name', prefix: '' })],
  ];
  for (const [name, read] of reads) {
    evict(file);
    const [cold, warm] = withReader(file, (reader) => [told(() => read(reader)), told(() => read(reader))]);
    write(`${name.padEnd(32)} cold ${cold}   warm ${warm}`);
  }
}

/** Counting what a search finds, as the window does: how long in all, and how long another read waits at most. */
export function measureCounts(file: string, write: Write): void {
  for (const text of typed) {
    evict(file);
    const [cold, warm] = withReader(file, (reader) => [countAsTheWindow(reader, text), countAsTheWindow(reader, text)]);
    const name = `counting "${text}"`;
    write(`${name.padEnd(32)} cold ${cold}   warm ${warm}`);
  }
}

function countAsTheWindow(reader: Reader, text: string): string {
  const { query } = parseQueryText(text);
  const [counted, times] = [{ calls: 0 }, [] as number[]];
  const inAll = told(() => {
    let before: number | null = null;
    do {
      const startedAt = performance.now();
      const part: CountPart = reader.countFound({ query, before });
      times.push(performance.now() - startedAt);
      counted.calls += part.calls;
      before = part.next;
    } while (before !== null && counted.calls < enoughCalls);
  });
  return `${counted.calls} in ${inAll}, longest part ${Math.max(...times).toFixed(0)} ms`;
}

function withReader<Result>(file: string, work: (reader: Reader) => Result): Result {
  const database = openDatabaseReadOnly(file);
  try {
    return work(createHistoryReader(database));
  } finally {
    database.close();
  }
}

function told(work: () => unknown): string {
  const [bytesBefore, startedAt] = [bytesRead(), performance.now()];
  work();
  const taken = performance.now() - startedAt;
  return `${taken.toFixed(1)} ms, ${((bytesRead() - bytesBefore) / 1e6).toFixed(1)} MB read`;
}

/** Lets the system forget this file's pages; needs no rights. */
function evict(file: string): void {
  if (process.platform === 'linux') execFileSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none']);
}

/** Bytes this process has had read from disks. */
function bytesRead(): number {
  if (process.platform !== 'linux') return 0;
  return Number(/^read_bytes: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1] ?? 0);
}
