import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everyRequest } from '../../shared/request-query.ts';
import {
  asTexts,
  newestBody,
  type SendOptions,
  sample,
  startWebhook,
  token,
  type Webhook,
} from '../support/webhook-fixture.ts';

let webhook: Webhook;

beforeEach(async () => {
  webhook = await startWebhook();
});
afterEach(() => webhook.stop());

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const samples = [
  ['outgoing-started', 'outgoing_started'],
  ['outgoing-started-leg-b', 'outgoing_started'],
  ['outgoing-started-manual-dial', 'outgoing_started'],
  ['piopiy-out-started', 'outgoing_started'],
  ['outgoing-answered-leg-b', 'live_event'],
  ['incoming-agent-leg-started', 'live_event'],
  ['outgoing-answered-cdr-leg-a', 'cdr'],
] as const;

describe.each(samples)('%s', (name, kind) => {
  const { fields, text } = sample(name);
  const ways: [string, SendOptions][] = [
    ['POST JSON', { headers: { 'content-type': 'application/json' }, body: text }],
    ['POST JSON without a content type', { body: text }],
    ['POST JSON as text/plain', { headers: { 'content-type': 'text/plain' }, body: text }],
    ["POST JSON under the form's content type", { headers: form, body: text }],
    ['POST form', { headers: form, body: new URLSearchParams(asTexts(fields)).toString() }],
    ['GET query', { method: 'GET', path: `/hook/${token}?${new URLSearchParams(asTexts(fields))}` }],
  ];

  test.each(ways)('by %s is accepted, stored, and known when it comes again', async (_way, options) => {
    expect(await webhook.send(options)).toMatchObject({ status: 200, body: '{"status":"accepted"}' });
    expect(await webhook.send(options)).toMatchObject({ status: 200, body: '{"status":"duplicate"}' });
    expect(webhook.history.listEvents(10)).toMatchObject([{ kind, deliveries: 2 }]);
  });

  test('is the same event in normal form whichever way it came', async () => {
    const stored = [];
    for (const [, options] of ways) {
      const other = await startWebhook();
      await other.send(options);
      stored.push(other.history.listEvents(1)[0]?.fields);
      await other.stop();
    }
    for (const fields of stored.slice(1)) expect(withoutUntyped(fields)).toEqual(withoutUntyped(stored[0]));
  });
});

/** Numbers in fields TeleCMI does not document stay as they came: a query cannot tell them from text. */
function withoutUntyped(fields: Record<string, unknown> | undefined) {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([name]) => name !== 'answeredsec'));
}

describe('what is not right is refused', () => {
  test('invalid: 422 with a path and a sentence for each mistake, and kept in the request log', async () => {
    const { to: _to, ...withoutNumber } = sample('outgoing-started').fields;
    const answer = await webhook.post({ ...withoutNumber, leg: 'c' });

    expect(answer.status).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json).toMatchObject({
      status: 422,
      errors: [
        { path: 'to', message: expect.stringContaining('is missing') },
        { path: 'leg', message: 'must be "a" or "b", not "c"' },
      ],
    });
    expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toMatchObject([
      { outcome: 'refused', answerStatus: 422, reasons: [{ path: 'to' }, { path: 'leg' }] },
    ]);
    expect(webhook.history.listEvents(10)).toEqual([]);
  });

  test.each([
    '[]',
    '"text"',
    '17',
    'null',
    '{}',
    '{"type":"event"}',
    '{"type":"call"}',
    '{"type":"event","time":"soon"}',
  ])('no event: %s is 422', async (body) => {
    const answer = await webhook.post(body);
    expect(answer).toMatchObject({ status: 422, json: { errors: expect.any(Array) } });
    expect(webhook.history.listEvents(10)).toEqual([]);
  });

  test('a GET without a query is 422, a POST without a body 400', async () => {
    expect((await webhook.send({ method: 'GET' })).status).toBe(422);
    expect((await webhook.send({ method: 'POST' })).status).toBe(400);
  });

  test('malformed JSON: 400 with line and column', async () => {
    const answer = await webhook.post('{\n  "leg": "a",\n  "to": 44x\n}');
    expect(answer).toMatchObject({ status: 400, json: { status: 400, line: 3 } });
    expect(answer.json).toHaveProperty('position');
    expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toMatchObject([
      { outcome: 'refused', answerStatus: 400 },
    ]);
  });

  test('over 64 KiB: 413; just under it is read', async () => {
    const field = (length: number) =>
      JSON.stringify({ ...sample('outgoing-started').fields, padding: 'x'.repeat(length) });
    const room = 64 * 1024 - field(0).length;
    expect((await webhook.post(field(room))).status).toBe(200);
    expect((await webhook.post(field(room + 1))).status).toBe(413);
    expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toMatchObject([
      { answerStatus: 413 },
      { answerStatus: 200 },
    ]);
  });

  test('compressed: 415, never inflated', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect((await webhook.post('not gzip', headers)).status).toBe(415);
  });

  const wrongPaths = [
    '/',
    '/hook',
    '/hook/',
    `/hook/${'0'.repeat(32)}`,
    `/hook/${token}/`,
    `/hook/${token}/more`,
    `/HOOK/${token}`,
    `/hook/${token.toUpperCase()}`,
    `/hook/%30${token.slice(1)}`,
    `/./hook/${token}`,
    `//hook/${token}`,
    '/favicon.ico',
    // No address: Express finds no path in them.
    'http://[',
    '*',
  ];
  test.each(wrongPaths)('%s is 404, with the same answer as every other', async (path) => {
    const expected = await webhook.send({ method: 'POST', path: '/nothing', body: '{}' });
    expect(expected.status).toBe(404);
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
      const answer = await webhook.send({ method, path, body: sample('outgoing-started').text });
      expect({ ...answer, headers: { ...answer.headers, date: '' } }).toEqual({
        ...expected,
        headers: { ...expected.headers, date: '' },
      });
    }
    expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toEqual([]);
  });

  test.each(['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('%s is 405 with Allow', async (method) => {
    // Node's client gives a DELETE's body no length by itself: it would be a second, broken request.
    const withBody = { body: '{}', headers: { 'content-length': '2' } };
    const answer = await webhook.send({ method, ...(method === 'HEAD' ? {} : withBody) });
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('GET, POST');
    expect(webhook.history.listEvents(10)).toEqual([]);
  });

  test('no answer tells what the listener is made of', async () => {
    const answers = [await webhook.post('{'), await webhook.post('{}'), await webhook.send({ path: '/' })];
    for (const { headers, body } of answers) {
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(body).not.toMatch(/express|node|stack|\.ts|\.js|<html/i);
    }
  });
});

describe('odd input neither crashes nor gets lost', () => {
  const odd = {
    nothing: '{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}, "toString": "x"',
    text: ',"emoji": "📞‍", "lone": "\\ud800", "nul": "a\\u0000b", "long": 12345678901234567890}',
  };

  test('names of Object.prototype, lone surrogates, NUL and long numbers are kept', async () => {
    const { text } = sample('outgoing-started');
    const body = `${odd.nothing}, ${text.trim().slice(1, -1)}${odd.text}`;
    expect(await webhook.post(body)).toMatchObject({ status: 200 });

    const fields = webhook.history.listEvents(1)[0]?.fields ?? {};
    expect(Object.hasOwn(fields, '__proto__')).toBe(true);
    expect(Object.getOwnPropertyDescriptor(fields, '__proto__')?.value).toEqual({ polluted: true });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(fields).toMatchObject({ nul: 'a\u0000b', long: '12345678901234567890', lone: '\ud800' });
    expect(newestBody(webhook.history)).toBe(body);
  });

  test('repeated keys and brackets in a query are kept; a repeated known field is refused with its name', async () => {
    const fields = asTexts(sample('outgoing-started').fields);
    const query = new URLSearchParams(fields);
    query.append('tag', 'one');
    query.append('tag', 'two');
    query.append('extra[ticket]', '4711');
    query.append('__proto__', 'x');
    expect((await webhook.send({ method: 'GET', path: `/hook/${token}?${query}` })).status).toBe(200);
    const stored = webhook.history.listEvents(1)[0]?.fields ?? {};
    expect(stored).toMatchObject({ tag: ['one', 'two'], 'extra[ticket]': '4711' });
    expect(Object.hasOwn(stored, '__proto__')).toBe(true);

    query.append('to', '442000000002');
    const answer = await webhook.send({ method: 'GET', path: `/hook/${token}?${query}` });
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ path: 'to' }] } });
  });

  test('a form whose first key begins with a bracket is a form', async () => {
    const body = `[x]=1&${new URLSearchParams(asTexts(sample('outgoing-started').fields))}`;
    expect(await webhook.post(body, form)).toMatchObject({ status: 200 });
    expect(webhook.history.listEvents(1)[0]?.fields).toMatchObject({ '[x]': '1', to: '442000000001' });
  });

  test('a plus that was not encoded is still a plus', async () => {
    const query = new URLSearchParams(asTexts(sample('outgoing-started-manual-dial').fields))
      .toString()
      .replace('%2B', '+');
    await webhook.send({ method: 'GET', path: `/hook/${token}?${query}` });
    expect(webhook.history.listEvents(1)[0]?.fields['to']).toBe('+442000000009');
  });

  test('nesting of 4,900 levels is refused in words', async () => {
    const deep = `${'{"a":'.repeat(4900)}1${'}'.repeat(4900)}`;
    const answer = await webhook.post(`{"type":"event","deep":${deep}}`);
    expect(answer).toMatchObject({
      status: 422,
      json: { errors: [{ message: expect.stringContaining('nested deeper') }] },
    });
  });

  test('bytes that are no UTF-8 are refused and kept to the byte', async () => {
    const bytes = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]);
    expect((await webhook.send({ body: bytes })).status).toBe(400);
    const row = webhook.database.prepare('SELECT body FROM requests').get();
    expect(new Uint8Array(row.body)).toEqual(bytes);
  });
});
