/**
 * The single figures behind `npm run bench`'s search row, on a history made by `npm run seed`:
 *
 *   node tests/bench/history/search-bench.ts --user-data <dir> [--rounds n]
 *
 * Each query is asked as the window asks it: its first page of 100, and some deep pages. Then the
 * first reads of a cold file, and counting what is found.
 */
import { parseArgs } from 'node:util';
import { createHistoryReader } from '../../../electron/history/history-store.ts';
import { openDatabaseReadOnly } from '../../../electron/history/open-database.ts';
import { historyFile } from '../../../electron/user-data.ts';
import { parseQueryText } from '../../../shared/call-query-text.ts';
import type { Page } from '../../../shared/calls.ts';
import { measureColdReads, measureCounts } from './cold-reads.ts';
import { searchQueries } from './search-queries.ts';

const { values } = parseArgs({
  options: {
    'user-data': { type: 'string' },
    rounds: { type: 'string', default: '5' },
  },
});
const userData = values['user-data'];
if (userData === undefined) throw new Error('--user-data is missing');
const file = historyFile(userData);
const rounds = Number(values.rounds);

const database = openDatabaseReadOnly(file);
const reader = createHistoryReader(database);
const newest = reader.listCalls(null, 1).items[0];
const oldestId = 1;
const middle = Math.floor((newest?.id ?? 2) / 2);
const detail = reader.getCall(middle);
const ticket = reader.suggestFilterValues({ of: 'custom_value', name: 'ticket', prefix: '' })[0]?.value ?? '4711';

interface Measured {
  query: string;
  found: number;
  times: number[];
}

const measured = searchQueries(detail, ticket).map(measure);
const every = measured.flatMap(({ times }) => times);
for (const { query, found, times } of measured) {
  write(
    `${query.padEnd(44)} ${String(found).padStart(4)} found   p50 ${milliseconds(times, 0.5)}   worst ${milliseconds(times, 1)}`,
  );
}
write(`\nsearches: p50 ${milliseconds(every, 0.5)}  p95 ${milliseconds(every, 0.95)}  worst ${milliseconds(every, 1)}`);

const plain = times(() => list('', null));
write(`first page without a search: p50 ${milliseconds(plain, 0.5)}  p95 ${milliseconds(plain, 0.95)}`);
for (const before of [middle, oldestId + 2000]) {
  const deep = ['', '4420', 'ticket', 'agent:203'].map(
    (query) =>
      `${query || 'every call'} ${milliseconds(
        times(() => list(query, before)),
        0.95,
      )}`,
  );
  write(`p95 of a page from call ${before} on: ${deep.join(', ')}`);
}
measureFigures();
database.close();
measureColdReads(file, write);
measureCounts(file, write);

function measure(query: string): Measured {
  const found = list(query, null).items.length;
  return { query, found, times: times(() => list(query, null)) };
}

function list(text: string, before: number | null): Page<unknown> {
  return reader.findCalls({ query: parseQueryText(text).query, before, limit: 100 });
}

function measureFigures(): void {
  const start = new Date();
  start.setHours(0, 0, 0, 0);
  const days = Array.from({ length: 7 }, (_, index) => {
    const from = new Date(start.getFullYear(), start.getMonth(), start.getDate() - index).getTime();
    return { from, to: new Date(start.getFullYear(), start.getMonth(), start.getDate() - index + 1).getTime() };
  });
  for (const text of ['', '4', '4420', 'agent:203', 'custom.ticket:*']) {
    const { query } = parseQueryText(text);
    const taken = times(() => reader.countCallsByDay({ query, days }));
    write(
      `counting ${days.length} days of "${text}": p50 ${milliseconds(taken, 0.5)}  worst ${milliseconds(taken, 1)}`,
    );
  }
  write(
    `today: ${milliseconds(
      times(() => reader.getTodayStatistics()),
      0.5,
    )}`,
  );
  write(
    `suggestions: ${milliseconds(
      times(() => reader.suggestFilterValues({ of: 'custom_name', prefix: '' })),
      0.5,
    )}`,
  );
  write(
    `earlier calls: ${milliseconds(
      times(() => reader.listEarlierCalls(middle, 10)),
      0.5,
    )}`,
  );
  write(
    `one call: ${milliseconds(
      times(() => reader.getCall(middle)),
      0.5,
    )}`,
  );
  write(
    `unread: ${milliseconds(
      times(() => reader.countUnread()),
      0.5,
    )}`,
  );
}

function times(work: () => unknown): number[] {
  return Array.from({ length: rounds }, () => timed(work));
}

function timed(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

function quantile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function milliseconds(all: readonly number[], share: number): string {
  return `${quantile(all, share).toFixed(2)} ms`;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
