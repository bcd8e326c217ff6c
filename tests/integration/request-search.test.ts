import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseRequestQueryText } from '../../shared/request-query-text.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';
import { traceOf as trace } from '../support/request-traces.ts';
import { postForm, postJson, post as postText, type RequestContent, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';

let history: TestHistory;
beforeEach(() => {
  history = createTestHistory();
});
afterEach(() => history.remove());

const refuse = (content: RequestContent, reason = 'must be present', status = 422): number => {
  const id = history.history.recordRefusal(
    { ...content, receivedAt: Date.now() },
    status === 400 ? 'malformed' : 'invalid',
    status,
    [{ path: 'conversation_uuid', message: reason }],
  );
  history.history.recordTraces([
    { requestId: id, trace: trace({ answer: { status, headers: {}, body: `{"title":"Not an event"}` } }) },
  ]);
  return id;
};
/** All pages of what the box finds. */
function find(text: string, limit = 50): number[] {
  const { query, problems } = parseRequestQueryText(text);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const ids: number[] = [];
  let before: number | null = null;
  do {
    const page = history.history.findRequests({ query, before, limit });
    ids.push(...page.items.map(({ id }) => id));
    before = page.next;
  } while (before !== null);
  return ids;
}

describe('words', () => {
  const start = { ...sample('outgoing-started').fields, to: '442079460018', custom: '{"crm":"Zoë","town":"नागपुर"}' };

  test.each([
    ['POST', 'method'],
    ['hook', 'path'],
    ['crm.example', 'a header’s value'],
    ['user-agent', 'a header’s name'],
    ['cafe', 'a header without its accent'],
    ['+44 20 7946 0018', 'a number as people write it'],
    ['zoe', 'a custom field'],
    ['नागपुर', 'another script'],
    ['"accepted"', 'the answer'],
    ['crm.example zoe', 'two words in two places'],
  ])('%s finds %s', (text) => {
    const { requestId } = history.record(start);
    history.history.recordTraces([{ requestId, trace: trace() }]);
    refuse(postText('nothing of it', 'text/plain'), 'so', 400);
    expect(find(text)).toContain(requestId);
    expect(find(`${text} nowhere-to-be-found`)).toEqual([]);
  });

  test('what stands escaped is found as a person knows it, and as it came', () => {
    const form = refuse(postForm({ note: 'Mrs. Jürgen & Sons' }));
    const json = refuse(postText('{"note":"\\u004d\\u00fcller \\"x\\""}'));
    expect(find('"jurgen & sons"')).toEqual([form]);
    expect(find('J%C3%BCrgen')).toEqual([form]);
    expect(find('muller')).toEqual([json]);
    expect(find('u00fcller')).toEqual([json]);
    const twice = history.record({ ...sample('outgoing-started').fields, custom: '{"town":"\\u0928\\u093e\\u0917"}' });
    expect(find('नाग')).toEqual([twice.requestId]);
  });

  test('the reasons and the status of a refusal', () => {
    const id = refuse(postJson({ a: 1 }), 'must be present');
    history.startCall();
    expect(find('"must be present"')).toEqual([id]);
    expect(find('conversation_uuid 422')).toContain(id);
    expect(find('"not an event"')).toEqual([id]);
  });

  test('a body that is no text, and one that is nested without end, hold up nothing', () => {
    refuse(postText(Uint8Array.from({ length: 256 }, (_, index) => index)));
    const nested = refuse(postText(`${'['.repeat(30_000)}${']'.repeat(30_000)}`));
    const other = refuse(postJson({ wanted: 'yes' }));
    expect(find('wanted')).toEqual([other]);
    expect(find('field.wanted:yes')).toEqual([other]);
    expect(find('"[[["')).toEqual([nested]);
  });
});

test('filters of each kind', () => {
  const { requestId: start } = history.record({
    ...sample('outgoing-started').fields,
    custom: '{"crm":"42","deep":{"er":"so"}}',
  });
  const { requestId: again } = history.record({
    ...sample('outgoing-started').fields,
    custom: '{"crm":"42","deep":{"er":"so"}}',
  });
  const { requestId: record } = history.record(sample('outgoing-answered-cdr-leg-a').fields);
  const broken = refuse(postText('{"a":'), 'expected a value', 400);
  const form = refuse(postForm({ to: '442079460018', crm: '42' }));
  const [imported = 0] = history.history.importRequests([
    {
      request: { receivedAt: 1_000_000, method: 'GET', contentType: null, query: 'to=1', body: new Uint8Array() },
      trace: trace({ headers: [['Accept', '*/*']] }),
      answerStatus: 200,
    },
  ]);
  history.history.recordTraces([{ requestId: start, trace: trace() }]);
  history.history.setRequestPinned(broken, true);
  const own = history.history.recordEvent(
    {
      ...postJson(sample('outgoing-answered-cdr-leg-a').fields),
      receivedAt: Date.now(),
      own: { origin: 'replayed', sourceId: start },
    },
    // The event itself is known already.
    validEvent(postJson(sample('outgoing-answered-cdr-leg-a').fields)),
  ).requestId;

  const expected: [string, number[]][] = [
    ['outcome:accepted', [record, start]],
    ['outcome:duplicate', [own, again]],
    ['outcome:refused', [form, broken]],
    ['outcome:imported', [imported]],
    ['outcome:imported outcome:refused', [imported, form, broken]],
    ['reason:malformed', [broken]],
    ['reason:malformed reason:invalid', [form, broken]],
    ['method:GET', [imported]],
    ['kind:cdr', [own, record]],
    ['kind:cdr outcome:accepted', [record]],
    ['from:replayed', [own]],
    ['from:replayed from:imported', [own, imported]],
    ['from:received kind:cdr', [record]],
    ['status:4xx', [form, broken]],
    ['status:400', [broken]],
    ['is:pinned', [broken]],
    ['is:pinned status:422', []],
    ['header.USER-agent:cafe', [form, broken, start]],
    ['header.accept:*', [imported]],
    ['header.accept:* header.host:crm', []],
    ['field.crm:42', [form, again, start]],
    ['field.custom.crm:42', [again, start]],
    ['field.deep:*', [again, start]],
    ['field.deep.er:so', [again, start]],
    ['field.crm:4', []],
    ['field.to:+442079460018', [form]],
    ['field.to:1', [imported]],
  ];
  for (const [text, ids] of expected) {
    expect([text, find(text)]).toEqual([text, ids]);
    const picked = history.history.pickRequests({ query: parseRequestQueryText(text).query, ids: [...ids, 999] });
    expect([text, picked.map(({ id }) => id)]).toEqual([text, ids]);
  }
});

test('pages follow each other without gap or overlap, whatever is looked for', () => {
  const ids = Array.from({ length: 130 }, (_, index) =>
    refuse(postJson({ number: index, parity: index % 2 })),
  ).toReversed();
  expect(find('', 7)).toEqual(ids);
  expect(find('field.parity:1', 7)).toEqual(ids.filter((_, index) => index % 2 === 0));
  expect(find('parity', 200)).toEqual(ids);
});

test('a search gives way after some time, and goes on where it was', () => {
  for (let index = 0; index < 60; index += 1) refuse(postJson({ index }));
  const { query } = parseRequestQueryText('field.index:3');
  const first = history.history.findRequests({ query, before: null, limit: 50 }, 0);
  expect(first.items).toEqual([]);
  expect(first.next).toBeGreaterThan(1);
});

test('who follows along gets what is new in its order, and knows where to go on', () => {
  const [one, two, three] = [1, 2, 3].map((index) => refuse(postJson({ index })));
  const { query } = parseRequestQueryText('field.index:2');
  expect(history.history.findRequestsAfter({ query, after: 0, limit: 10 })).toMatchObject({
    items: [{ id: two }],
    next: three,
  });
  expect(history.history.findRequestsAfter({ query, after: one ?? 0, limit: 1 })).toMatchObject({ next: two });
  expect(history.history.findRequestsAfter({ query, after: three ?? 0, limit: 10 })).toEqual({
    items: [],
    next: three,
  });
});

test('rare requests are found through an index, without reading the others', () => {
  const planOf = (source: string): string =>
    history.database
      .prepare(`EXPLAIN QUERY PLAN SELECT id FROM requests WHERE ${source} AND id < 9 ORDER BY id DESC LIMIT 9`)
      .all()
      .map(({ detail }) => String(detail))
      .join();
  expect(planOf('is_pinned = 1')).toContain('requests_pinned');
  expect(planOf('origin IS NOT NULL')).toContain('requests_marked');
  expect(planOf('event_id IS NULL')).toContain('requests_by_event');
});
