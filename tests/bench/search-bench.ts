/**
 * Measures the search on a history made by `npm run seed`:
 *
 *   node tests/bench/search-bench.ts --user-data <dir> [--rounds n]
 *
 * Each query is asked as the window asks it: its first page of 100, and some deep pages. Then the
 * first reads of a cold file, counting what is found, and storing calls, beside a small history.
 */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createHistoryReader, createHistoryStore } from '../../electron/history/history-store.ts';
import { openDatabase, openDatabaseReadOnly } from '../../electron/history/open-database.ts';
import { historyFile } from '../../electron/user-data.ts';
import { parseQueryText } from '../../shared/call-query-text.ts';
import type { Page } from '../../shared/calls.ts';
import { postJson, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';
import { measureColdReads, measureCounts } from './cold-reads.ts';

const { values } = parseArgs({
  options: {
    'user-data': { type: 'string' },
    rounds: { type: 'string', default: '5' },
    inserts: { type: 'string', default: '2000' },
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
const number = detail?.number ?? '44';

/** What people type, letter by letter and pasted, found often, seldom and never. */
const queries: readonly string[] = [
  '4',
  'a',
  'é',
  '20',
  'tr',
  'zq',
  '442',
  'tic',
  'xyz',
  '4420',
  '+44 20',
  '+44 20 7',
  '+44 20 7946',
  '+91 98',
  `+${number}`,
  number.slice(-6),
  number.slice(2, 9),
  '0000000',
  '123456789',
  'ticket',
  'renewal',
  'spring offer',
  'crm.example',
  'zürich',
  'दिल्ली',
  'invoice was',
  'gold london',
  'no such call',
  detail?.conversationUuid ?? '',
  detail?.conversationUuid.slice(9, 23) ?? '',
  detail?.requestId ?? 'x',
  `ticket ${ticket}`,
  'deadbeef',
  'ab cd',
  'agent:202',
  'agent:999',
  `custom.ticket:${ticket}`,
  'custom.ticket:*',
  'custom.lead:*',
  'custom.nothing:*',
  'is:click2call',
  'is:dialled',
  'is:unread',
  'is:pinned',
  'popup:failed',
  'popup:shown',
  'day:today',
  'day:yesterday',
  'day:last_30_days',
  'before:2026-01-15',
  'before:2025-12-20 after:2025-12-15',
  'agent:203 +44 20',
  'agent:203 custom.ticket:* renewal',
  'is:unread ticket',
  'is:unread zürich',
  'is:pinned 4',
  'day:yesterday 44',
  'before:2026-01-15 zürich',
  'popup:failed agent:203',
  'agent:203 9999',
  'is:dialled popup:failed silver',
].filter((query) => query !== '');

interface Measured {
  query: string;
  found: number;
  times: number[];
}

const measured = queries.map(measure);
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
if (Number(values.inserts) > 0) measureInserts();

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

/** Storing an event, and indexing afterwards, by turns in a history of this size and in a new one. */
function measureInserts(): void {
  const folder = mkdtempSync(join(tmpdir(), 'dialpop-bench-'));
  try {
    const largeFile = join(folder, 'large.sqlite');
    cpSync(file, largeFile);
    const large = openInserting(largeFile);
    const small = openInserting(join(folder, 'small.sqlite'));
    for (let index = 0; index < Number(values.inserts); index += 1) {
      for (const history of [large, small]) history.insert(index);
    }
    for (const [name, history] of Object.entries({ large, small })) {
      write(`${name}: storing ${spread(history.stored)}; a step of upkeep (10 calls) ${spread(history.indexed)}`);
      history.close();
    }
    const ratio = (share: number) => (quantile(large.stored, share) / quantile(small.stored, share)).toFixed(2);
    write(`storing in the large one takes ${ratio(0.5)} times as long (p50), ${ratio(0.95)} (p95)`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function openInserting(path: string) {
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.detail);
  const history = createHistoryStore(opened.database);
  const fields = sample('outgoing-started').fields;
  const stored: number[] = [];
  const indexed: number[] = [];
  return {
    stored,
    indexed,
    insert(index: number): void {
      const id = randomUUID();
      const request = { ...postJson({ ...fields, cmiuuid: id, conversation_uuid: id }), receivedAt: Date.now() };
      const event = validEvent(request);
      const taken = timed(() => history.recordEvent(request, event));
      const step = index % 10 === 9 ? timed(() => history.indexSome(10)) : null;
      if (index % 100 === 99) history.checkpoint();
      // The first ones fill the caches of a file just opened.
      if (index < 200) return;
      stored.push(taken);
      if (step !== null) indexed.push(step);
    },
    close: history.close,
  };
}

function spread(all: readonly number[]): string {
  return `p50 ${milliseconds(all, 0.5)} p95 ${milliseconds(all, 0.95)} worst ${milliseconds(all, 1)}`;
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
