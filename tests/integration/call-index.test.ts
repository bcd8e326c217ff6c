import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepDeletedMs, startHistoryUpkeep } from '../../electron/history/history-upkeep.ts';
import { migrations } from '../../electron/history/migrations/index.ts';
import { openDatabase } from '../../electron/history/open-database.ts';
import { parseQueryText } from '../../shared/call-query-text.ts';
import { foldText } from '../../shared/fold-text.ts';
import type { JsonObject } from '../../shared/json.ts';
import { matchesTerms, toSearchTerms } from '../../shared/search-terms.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';
import { sample } from '../support/samples.ts';

let calls: TestHistory;
beforeEach(() => {
  calls = createTestHistory();
});
afterEach(() => calls.remove());

const none = { custom: '', extra_params: '', request_id: '' };
const marked = (): number => Number(calls.database.prepare('SELECT count(*) AS n FROM calls_to_index').get()?.['n']);
const found = (text: string): number[] => calls.search(text).map(({ id }) => id);
/** How many are found, counted part by part. */
const countFound = (text: string): number => {
  const { query } = parseQueryText(text);
  let part = calls.history.countFound({ query, before: null });
  let total = part.calls;
  while (part.next !== null) {
    part = calls.history.countFound({ query, before: part.next });
    total += part.calls;
  }
  return total;
};
/** The next call gets a number so much higher that it is counted in another part. */
function skipIds(): void {
  const id = Number(calls.database.prepare('SELECT max(id) AS id FROM calls').get()?.['id']) + 40_000;
  calls.database
    .prepare(`
      INSERT INTO calls (id, conversation_uuid, is_outgoing, is_click_to_call, custom_fields, status, status_leg, is_over, received_at, deliveries, unread)
      VALUES (?, 'gap', 0, 0, '[]', '', '', 0, 0, 1, 0)`)
    .run(id);
}
/** The names and values in a custom field, with the paths to them. */
function listTexts(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [typeof value === 'string' ? value : JSON.stringify(value)];
  if (Array.isArray(value)) return value.flatMap((inner) => listTexts(inner, path));
  return Object.entries(value).flatMap(([name, inner]) => {
    const full = path === '' ? name : `${path}.${name}`;
    return [full, name, ...listTexts(inner, full)];
  });
}

/** Every text of a call, apart from the ids, by another way than the search takes. */
const textsOf = ({ to, user, callerid, custom }: JsonObject, note: string): string[] => [
  String(to),
  String(user),
  String(user).split('_')[0] ?? '',
  String(callerid),
  note,
  ...listTexts(custom),
];

/** Indexes all there is, some at a time. */
const indexAll = (): void => {
  while (calls.history.indexSome(7) === 7);
};

const shapes = ['{"ticket":"4711","crm":true}', '{"Ticket":4711}', '{"a":{"b":"4711"}}', 'none'];

/** One of many calls that differ in everything filters ask for. */
function addVariedCall(index: number): void {
  const id = calls.startCall({
    ...none,
    to: `44200000${String(index * 37).padStart(4, '0')}`,
    user: `${200 + (index % 3)}_${index % 2}`,
    custom: shapes[index % shapes.length] ?? '',
    ...(index % 5 === 0 ? { request_id: 'r' } : {}),
  });
  if (index % 4 === 0) calls.history.setCallPinned(id, true);
  if (index % 7 === 0) calls.history.setCallNote(id, 'call back');
  if (index % 3 === 0) calls.history.markCallRead(id);
}

describe('the index finds exactly what looking at every text finds', () => {
  // Few characters, so that what is searched for is often there.
  const character = fc.constantFrom(...'aAbé01247 +-._:"कि😀');
  const text = fc.string({ unit: character, maxLength: 12 });
  const message: fc.Arbitrary<JsonObject> = fc.record({
    to: fc.string({ unit: fc.constantFrom(...'0124+'), minLength: 1, maxLength: 14 }).map((number) => `1${number}`),
    user: fc.constantFrom('20_1', '20_2', '202_1', 'a_b'),
    callerid: fc.constantFrom('44', '4401'),
    custom: fc.oneof(
      text,
      fc.dictionary(text, fc.oneof(text, fc.integer({ min: 0, max: 300 }), fc.array(text, { maxLength: 2 })), {
        maxKeys: 4,
      }),
    ),
  });
  test('whatever is in the calls and whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(message, text), { minLength: 1, maxLength: 12 }),
        fc.array(text, { minLength: 1, maxLength: 8 }),
        fc.nat(12),
        (messages, typed, indexed) => {
          const own = createTestHistory();
          try {
            const known = messages.map(([fields, note], index) => {
              const id = own.startCall({ ...none, call_id: 'Z', app_id: 'ZZ', ...fields }, 1000 + index);
              own.history.setCallNote(id, note);
              // Some are in the index, some are not yet.
              if (index === indexed) own.history.indexSome(100);
              return { id, folded: textsOf(fields, note).map(foldText).join('\n') };
            });
            for (const words of typed) {
              const terms = toSearchTerms(words);
              const expected = known.filter(({ folded }) => matchesTerms(folded, terms)).map(({ id }) => id);
              // What the ids have is left out of this: they are the same for all.
              const noise = ['zz', 'leg-', ...known.map((_, index) => `leg-${String(index + 1).padStart(4, '0')}`)];
              const byIds =
                terms.length > 0 &&
                terms.some(({ ways }) =>
                  ways.flat().some((needle) => noise.some((id) => foldText(id).includes(needle))),
                );
              if (byIds) continue;
              const result = own.history.findCalls({ query: { text: words, filters: [] }, before: null, limit: 100 });
              expect(
                result.items.map(({ id }) => id),
                words,
              ).toEqual(expected.toReversed());
            }
          } finally {
            own.remove();
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('with filters, with and without the index, at every step of indexing', () => {
    for (let index = 0; index < 20; index += 1) addVariedCall(index);
    skipIds();
    for (let index = 20; index < 40; index += 1) addVariedCall(index);
    const queries = [
      '',
      '4',
      'back',
      '4711',
      'agent:201 4711',
      'agent:201_1',
      'custom.ticket:4711',
      'custom.ticket:* is:dialled 00',
      'is:click2call',
      'is:pinned back',
      'is:unread 442000',
      'is:unread is:pinned',
      'popup:none ticket',
      'day:today 11',
      'day:yesterday',
      'before:2020-01-01',
      'after:2020-01-01 call back',
    ];
    const before = queries.map(found);
    expect(before.filter((ids) => ids.length > 0)).toHaveLength(queries.length - 2);
    const numbers = before.map((ids) => ids.length);
    expect(queries.map(countFound)).toEqual(numbers);
    while (calls.history.indexSome(9) === 9) {
      expect(queries.map(found)).toEqual(before);
      expect(queries.map(countFound)).toEqual(numbers);
    }
    expect(marked()).toBe(0);
    expect(queries.map(found)).toEqual(before);
    expect(queries.map(countFound)).toEqual(numbers);
  });
});

test('what only has the pieces of a word, but not the word, is not found', () => {
  const [pieces, word] = [calls.startCall(none), calls.startCall(none)];
  calls.history.setCallNote(pieces, 'uvwx xyz vwxy');
  calls.history.setCallNote(word, 'uvwxyz');
  indexAll();
  expect(found('vwxyz')).toEqual([word]);
  expect(found('vwxy')).toEqual([word, pieces]);
  expect(found('"x v"')).toEqual([]);
  expect(found('x vw')).toEqual([word, pieces]);
});

describe('writing the index', () => {
  test('is not part of storing an event: a mark is, and it outlives the app', () => {
    const id = calls.startCall({ ...none, to: '331234' });
    expect(calls.database.prepare('SELECT count(*) AS n FROM call_texts').get()).toEqual({ n: 0 });
    calls.reopen();
    expect(marked()).toBe(1);
    expect(found('33 1234')).toEqual([id]);
    expect(calls.history.indexSome(10)).toBe(1);
    expect(calls.history.indexSome(10)).toBe(0);
    expect(found('33 1234')).toEqual([id]);
  });

  test('a call that changes is found as it is now, at every moment', () => {
    const started = sample('outgoing-started').fields;
    const { call } = calls.record({ ...started, to: '9001' });
    indexAll();
    calls.record({ ...sample('outgoing-started-leg-b').fields, to: '33555777' });
    for (const moment of ['before', 'after']) {
      expect(found('9001'), moment).toEqual([]);
      expect(found('555 777'), moment).toEqual([call.id]);
      indexAll();
    }
    calls.history.setCallNote(call.id, 'first');
    indexAll();
    calls.history.setCallNote(call.id, 'second');
    expect(found('first')).toEqual([]);
    indexAll();
    expect(found('first')).toEqual([]);
    expect(found('second')).toEqual([call.id]);
  });

  test('what is indexed in one step becomes one part', () => {
    for (let index = 0; index < 10; index += 1) calls.startCall({ ...none, to: `4420000000${index}` });
    expect(calls.history.indexSome(10)).toBe(10);
    expect(calls.database.prepare('SELECT count(DISTINCT segid) AS n FROM call_index_idx').get()).toEqual({ n: 1 });
  });

  test('its parts are merged in small pieces, and what is found stays the same', () => {
    for (let index = 0; index < 60; index += 1) {
      calls.startCall({ ...none, to: `44200000${String(index).padStart(4, '0')}` });
      calls.history.indexSome(10);
    }
    const parts = () =>
      Number(calls.database.prepare('SELECT count(DISTINCT segid) AS n FROM call_index_idx').get()?.['n']);
    const before = found('0000 0');
    expect(before).toHaveLength(60);
    expect(parts()).toBe(60);
    let pieces = 0;
    while (calls.history.mergeIndex(8)) {
      pieces += 1;
      expect(found('0000 0')).toEqual(before);
    }
    expect(pieces).toBeGreaterThan(0);
    expect(parts()).toBeLessThan(16);
  });

  test('deleted calls leave it when they go for good, and are in it when they are restored', () => {
    const [one, other] = [calls.startCall({ to: '331234' }), calls.startCall({ to: '331234' })];
    indexAll();
    calls.history.deleteCalls([one]);
    expect(found('331234')).toEqual([other]);
    calls.history.restoreCalls([one]);
    expect(found('331234')).toEqual([other, one]);
    calls.history.deleteForGood([one]);
    indexAll();
    expect(found('331234')).toEqual([other]);
    expect(calls.database.prepare('SELECT count(*) AS n FROM call_texts').get()).toEqual({ n: 1 });
    expect(calls.database.prepare(`SELECT count(*) AS n FROM call_index WHERE call_index MATCH '"331"'`).get()).toEqual(
      { n: 1 },
    );
  });

  test('calls numbered out of the order in which they came are found by day all the same', () => {
    const day = (date: number) => new Date(2026, 10, date, 12).getTime();
    const ids = [20, 22, 21, 23, 20].map((date) => calls.startCall({}, day(date)));
    // More than a block of ids lies between.
    calls.database.exec(
      'PRAGMA foreign_keys = OFF; UPDATE calls SET id = id + 5000 WHERE id = 5; UPDATE events SET call_id = 5005 WHERE call_id = 5',
    );
    calls.database.exec('INSERT OR IGNORE INTO calls_to_index VALUES (5005)');
    indexAll();
    expect(found('after:2026-11-20 before:2026-11-20')).toEqual([5005, ids[0]]);
    expect(found('after:2026-11-21 before:2026-11-22')).toEqual([ids[2], ids[1]]);
  });
});

test('the upkeep indexes what comes in, and removes what was deleted a day ago, by itself', async () => {
  const gone = calls.startCall(none, Date.now() - 3 * keepDeletedMs);
  calls.history.deleteCalls([gone], Date.now() - 2 * keepDeletedMs);
  const errors: unknown[] = [];
  const upkeep = startHistoryUpkeep({
    history: calls.history,
    trimRequests: () => false,
    reportError: (error) => errors.push(error),
  });
  const countRows = () => calls.database.prepare('SELECT count(*) AS n FROM calls').get();
  await expect.poll(countRows).toEqual({ n: 0 });
  for (let index = 0; index < 25; index += 1) calls.startCall(none);
  upkeep.wake();
  await expect.poll(marked).toBe(0);
  upkeep.stop();
  expect(calls.database.prepare('SELECT count(*) AS n FROM call_texts').get()).toEqual({ n: 25 });
  expect(errors).toEqual([]);
});

describe('a history of version 1', () => {
  test('is searched rightly before, while and after it is indexed in the background', () => {
    // Written by today's code, then brought back to what version 1 had.
    for (let index = 0; index < 30; index += 1)
      calls.startCall({ ...none, to: `44200${index % 2 === 0 ? '111' : '222'}` });
    const expected = found('44 200 111');
    expect(expected).toHaveLength(15);
    calls.database.exec(`
      DELETE FROM calls_to_index; UPDATE index_progress SET indexed_from = (SELECT max(id) + 1 FROM calls);`);
    const late = calls.startCall({ ...none, to: '44200111' });
    expect(found('44 200 111')).toEqual([late, ...expected]);
    while (calls.history.indexSome(4) === 4) {
      expect(found('44 200 111')).toEqual([late, ...expected]);
      expect(found('agent:202 day:today')).toHaveLength(31);
    }
    expect(calls.database.prepare('SELECT indexed_from FROM index_progress').get()).toEqual({ indexed_from: 1 });
    expect(calls.database.prepare('SELECT count(*) AS n FROM call_texts').get()).toEqual({ n: 31 });
  });

  test('waits for nothing: the migration only says what is to be done', () => {
    const path = `${calls.folder}/old.sqlite`;
    const first = openDatabase(path, migrations.slice(0, 2));
    if (!first.ok) throw new Error(first.detail);
    first.database.exec(`INSERT INTO calls (conversation_uuid, is_outgoing, is_click_to_call, custom_fields, status, status_leg,
      is_over, received_at, deliveries, unread, number) VALUES ('one', 1, 0, '[]', 'started', 'a', 0, 1, 1, 1, '331234')`);
    first.database.close();
    const second = openDatabase(path);
    if (!second.ok) throw new Error(second.detail);
    expect(second.database.prepare('SELECT indexed_from FROM index_progress').get()).toEqual({ indexed_from: 2 });
    expect(second.database.prepare('SELECT count(*) AS n FROM calls_to_index').get()).toEqual({ n: 0 });
    second.database.close();
  });
});
