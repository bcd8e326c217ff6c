import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { previewDraft } from '../../electron/sending/preview-draft.ts';
import { previewReplay } from '../../electron/sending/preview-replay.ts';
import { createResender, type OwnListener, type Resender } from '../../electron/sending/resend.ts';
import { draftOf, type RequestDraft } from '../../shared/request-draft.ts';
import { everyRequest } from '../../shared/request-query.ts';
import type { Header, RequestDetail } from '../../shared/requests.ts';
import type { ReplayProgress, ReplayReport, SentRequest } from '../../shared/sending.ts';
import { sendRaw } from '../support/raw-connection.ts';
import { asTexts, sample, startWebhook, token, type Webhook } from '../support/webhook-fixture.ts';

let webhook: Webhook;
let listener: OwnListener | null;
let progress: (ReplayProgress | null)[];
let resender: Resender;

beforeEach(async () => {
  webhook = await startWebhook({ keepsStrays: true });
  listener = { port: webhook.port, token };
  progress = [];
  resender = createResender({
    getRequest: async (id) => webhook.history.getRequest(id),
    getListener: () => listener,
    ownSends: webhook.ownSends,
    arrivalOf: webhook.arrivalOf,
    randomUuid: randomUUID,
    onProgress: (next) => progress.push(next),
  });
});
afterEach(() => webhook.stop());

const newest = (): RequestDetail => {
  const [summary] = webhook.history.findRequests({ query: everyRequest, before: null, limit: 1 }).items;
  const detail = summary === undefined ? null : webhook.history.getRequest(summary.id);
  if (detail === null) throw new Error('There is no request');
  return detail;
};
/** The newest request once it is there with its trace. */
const newestWithTrace = (isIt: (request: RequestDetail) => boolean = () => true): Promise<RequestDetail> =>
  vi.waitUntil(() => {
    const { items } = webhook.history.findRequests({ query: everyRequest, before: null, limit: 1 });
    if (items.length === 0) return null;
    const request = newest();
    return request.trace !== null && isIt(request) ? request : null;
  });
const get = (id: number): RequestDetail => {
  const request = webhook.history.getRequest(id);
  if (request === null) throw new Error(`Request ${id} is gone`);
  return request;
};
async function replay(ids: number[], asNewCalls = false): Promise<ReplayReport> {
  const result = await resender.replay(ids, asNewCalls);
  if (!result.ok) throw new Error(result.message);
  return result.report;
}
async function replayOne(id: number, asNewCalls = false): Promise<SentRequest> {
  const { sent } = await replay([id], asNewCalls);
  const [only] = sent;
  if (only === undefined) throw new Error('Nothing was sent');
  return only;
}
/** Headers without those about the connection and with the address that a replay has. */
const expectedHeaders = ({ trace }: RequestDetail): Header[] =>
  (trace?.headers ?? [])
    .filter(([name]) => !/^(connection|transfer-encoding|keep-alive)$/i.test(name))
    .map(([name, value]): Header => [name, /^host$/i.test(name) ? `127.0.0.1:${webhook.port}` : value]);
const withoutConnection = ({ trace }: RequestDetail): readonly Header[] =>
  (trace?.headers ?? []).filter(([name]) => !/^connection$/i.test(name));

const chunked = `POST /hook/${token} HTTP/1.1\r\nHost: calls.example.org\r\nTransfer-Encoding: chunked\r\nX-Chunked: yes\r\n\r\n`;
const arrivals: [string, string][] = [
  [
    'bytes that are no text, headers twice, in odd order and spelling',
    `POST /hook/${token}?from=%20tunnel+1&& HTTP/1.1\r\nx-FORWARDED-for: 203.0.113.7\r\nHost: localhost:1\r\nX-Twice: one\r\nAccept: */*\r\nx-twice: tw\xe9\r\ncontent-LENGTH: 7\r\nConnection: keep-alive\r\n\r\n\x00\xff{\r\n\x80}`,
  ],
  ['a query with escapes', `GET /hook/${token}?to=%2B44+20%20&to=1&x="'&=&empty HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`],
  [
    'a form',
    `POST /hook/${token} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\n\r\ntype=event&to=%2b44+`,
  ],
  [
    'one that asks before it sends its body',
    `POST /hook/${token} HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: 7\r\n\r\n{"a":1}`,
  ],
  ['a body in chunks', `${chunked.replace('calls.example.org', '127.0.0.1')}3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n`],
];

describe('a replay is what arrived', () => {
  test.each(arrivals)('%s', async (_name, text) => {
    await sendRaw(webhook.port, text);
    const before = await newestWithTrace();
    const sent = await replayOne(before.id);
    expect(sent).toMatchObject({ requestId: before.id + 1, answer: { status: before.answerStatus } });
    const after = await newestWithTrace((request) => request.id === sent.requestId);
    const { method, query, contentType, bodyBase64, reasons, outcome } = before;
    expect(after).toMatchObject({ method, query, contentType, bodyBase64, reasons, outcome });
    expect(after).toMatchObject({ origin: 'replayed', sourceId: before.id });
    const length: Header[] = /chunked/.test(text) ? [['Content-Length', '7']] : [];
    expect(withoutConnection(after)).toEqual([...expectedHeaders(before), ...length]);
  });

  test('of an event is a duplicate that counts as no delivery of TeleCMI, and pops nothing', async () => {
    await webhook.post(sample('outgoing-started').text);
    const before = await newestWithTrace();
    const sent = await replayOne(before.id);
    expect(sent).toMatchObject({ outcome: 'duplicate', answer: { status: 200, body: '{"status":"duplicate"}' } });
    expect(webhook.history.listEvents(10)).toMatchObject([{ deliveries: 1 }]);
    expect(webhook.announced.map(({ status }) => status)).toEqual(['accepted', 'duplicate']);
    // TeleCMI's own redelivery still counts.
    await webhook.post(sample('outgoing-started').text);
    expect(webhook.history.listEvents(10)).toMatchObject([{ deliveries: 2 }]);
  });

  test('of a request that went to another path goes there again, and is marked as well', async () => {
    await webhook.send({ method: 'GET', path: `/hook/${token}/more?x=1` });
    const before = await newestWithTrace();
    expect(before).toMatchObject({ refusal: 'unknown', path: '/hook/{token}/more' });
    expect(await replayOne(before.id)).toMatchObject({
      requestId: null,
      outcome: 'turned_away',
      answer: { status: 404 },
    });
    const after = await newestWithTrace(({ id }) => id !== before.id);
    expect(after).toMatchObject({ path: '/hook/{token}/more', query: 'x=1', origin: 'replayed', sourceId: before.id });
  });

  test('one whose body was not kept is not sent, one that never had a body is', async () => {
    await webhook.send({ method: 'PUT', body: 'something' });
    const withBody = await newestWithTrace();
    expect(await replay([withBody.id])).toEqual({ sent: [], skipped: ['body_not_kept'], stopped: null });
    await webhook.send({ method: 'DELETE' });
    const { id } = await newestWithTrace((request) => request.method === 'DELETE');
    expect(await replayOne(id)).toMatchObject({ outcome: 'refused', answer: { status: 405 } });
    expect(get(id + 1)).toMatchObject({ method: 'DELETE', refusal: 'wrong_method', origin: 'replayed' });
  });

  test('several go in the order they came, told as they go; what is gone is passed over', async () => {
    for (const to of ['1', '2', '3']) await webhook.post({ to });
    await newestWithTrace();
    const report = await replay([3, 1, 99, 2, 1]);
    expect(report).toMatchObject({ skipped: ['gone'], stopped: null });
    expect(report.sent.map(({ requestId }) => get(requestId ?? 0).sourceId)).toEqual([1, 2, 3]);
    expect(progress).toEqual([...[0, 1, 2, 3].map((done) => ({ done, total: 4 })), null]);
  });

  test('a cancelled one ends where it is, and the next can begin', async () => {
    for (const to of ['1', '2', '3']) await webhook.post({ to });
    const running = replay([1, 2, 3]);
    expect(await resender.replay([1], false)).toEqual({ ok: false, message: 'A replay is under way already.' });
    resender.cancelReplay();
    expect((await running).stopped).toMatchObject({ isCancelled: true });
    expect((await replay([1])).sent).toHaveLength(1);
  });

  test('where nothing listens it says so', async () => {
    await webhook.post({ to: '1' });
    listener = null;
    expect((await replay([1])).stopped).toEqual({
      isCancelled: false,
      message: 'DialPop is not listening. The status line says why.',
    });
  });
});

describe('a replay as new calls', () => {
  const legA = sample('outgoing-started');
  const legB = sample('outgoing-started-leg-b');

  test('both legs of a conversation become one other call, which pops; nothing else of them changes', async () => {
    await webhook.post(legA.text);
    await webhook.send({
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(asTexts(legB.fields)).toString(),
    });
    await newestWithTrace();
    const began = Date.now();
    const { sent } = await replay([1, 2], true);
    expect(sent.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    const [a, b] = [get(3), get(4)];
    expect(a.callId).not.toBe(get(1).callId);
    expect(b.callId).toBe(a.callId);
    expect(a).toMatchObject({ origin: 'edited', sourceId: 1 });
    expect(webhook.announced.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'accepted'));
    // Leg a carries the conversation's id, as before; the later leg is now.
    expect(a.fields?.['cmiuuid']).toBe(a.fields?.['conversation_uuid']);
    expect(b.fields?.['conversation_uuid']).toBe(a.fields?.['conversation_uuid']);
    const [timeA, timeB] = [Number(a.fields?.['time']), Number(b.fields?.['time'])];
    expect(timeB).toBeGreaterThanOrEqual(began);
    expect(timeB - timeA).toBe(Number(legB.fields['time']) - Number(legA.fields['time']));
    const changed = ['call_id', 'cmiuuid', 'conversation_uuid', 'request_id', 'time'];
    const sentText = Buffer.from(a.bodyBase64, 'base64').toString();
    const restored = changed.reduce(
      (text, name) => text.replace(JSON.stringify(a.fields?.[name]), () => JSON.stringify(legA.fields[name])),
      sentText.replace(`"cmiuuid": "${a.fields?.['cmiuuid']}"`, `"cmiuuid": "${legA.fields['cmiuuid']}"`),
    );
    expect(sentText).not.toBe(legA.text);
    expect(restored).toBe(legA.text);
  });

  describe('of what another receiver was sent', () => {
    const at = Date.parse('2026-01-01T00:00:00Z');
    const { fields } = sample('outgoing-started');
    const imported = (changes: {
      method?: string;
      path?: string;
      query?: string;
      body?: string;
      headers?: Header[];
    }): number => {
      const {
        method = 'POST',
        path = '/api/telecmi/live',
        query = 'k=1',
        body = JSON.stringify({ ...fields, time: at }),
      } = changes;
      const headers = changes.headers ?? [['Content-Type', 'application/json']];
      const [id] = webhook.history.importRequests([
        {
          request: { receivedAt: at, method, contentType: headers[0]?.[1] ?? null, query, body: Buffer.from(body) },
          answerStatus: 200,
          trace: {
            path,
            httpVersion: '2',
            headers,
            remoteAddress: null,
            times: { read: null, parsed: null, committed: null, answered: null },
            answer: { status: 200, headers: {}, body: '' },
          },
        },
      ]);
      return id ?? 0;
    };

    test('goes to the own webhook with the time of now, and pops', async () => {
      const before = Date.now();
      const id = imported({});
      const sent = await replayOne(id, true);
      expect(sent).toMatchObject({ outcome: 'accepted', answer: { status: 200 } });
      expect(get(sent.requestId ?? 0)).toMatchObject({
        query: 'k=1',
        origin: 'edited',
        sourceId: id,
      });
      expect(get(sent.requestId ?? 0).fields?.['time']).toBeGreaterThanOrEqual(before);
      expect(webhook.announced).toHaveLength(1);
      // A second time, too: each is a separate call.
      expect(await replayOne(id, true)).toMatchObject({ outcome: 'accepted' });
      expect(webhook.history.countCalls()).toBe(2);
    });

    test('goes without what makes the listener refuse it', async () => {
      const headers: Header[] = [
        ['Content-Type', 'application/json'],
        ['Origin', 'https://crm.example'],
        ['Sec-Fetch-Site', 'cross-site'],
        ['Sec-Purpose', 'prefetch'],
        ['Content-Encoding', 'gzip'],
        ['Host', 'old-receiver.example'],
        ['X-Zero', 'a\u0001'],
        ['X-Kept', 'yes'],
      ];
      const sent = await replayOne(imported({ method: 'PUT', headers }), true);
      expect(sent).toMatchObject({ outcome: 'accepted' });
      const { trace, method } = await newestWithTrace(({ id }) => id === sent.requestId);
      expect(method).toBe('POST');
      expect(trace?.headers).toContainEqual(['X-Kept', 'yes']);
      // A request from another DialPop already has the webhook's path.
      expect(await replayOne(imported({ path: '/hook/{token}', headers }), true)).toMatchObject({
        outcome: 'accepted',
      });
    });

    test('goes there by GET, as a form, and from a path that cannot be sent', async () => {
      const form = String(new URLSearchParams(asTexts(fields)));
      const type: Header[] = [['Content-Type', 'application/x-www-form-urlencoded']];
      for (const changes of [
        { method: 'GET', query: form, body: '', headers: [] },
        { query: '', body: form, headers: type },
        { path: '/\u00e9' },
        { path: '*' },
      ]) {
        expect(await replayOne(imported(changes), true)).toMatchObject({ outcome: 'accepted' });
      }
      expect(webhook.history.countCalls()).toBe(4);
    });

    test('that holds no event goes there as well, and is told why it is none', async () => {
      const sent = await replayOne(imported({ body: '{}' }), true);
      expect(sent).toMatchObject({ outcome: 'refused', answer: { status: 422 } });
      expect(get(sent.requestId ?? 0)).toMatchObject({ origin: 'edited', refusal: 'invalid' });
    });

    test('is told before a replay as it came, which goes where it went', async () => {
      const preview = (...ids: number[]) => previewReplay(ids, async (id) => webhook.history.getRequest(id));
      const [event, none, own] = [
        imported({}),
        imported({ path: '/other', body: '{}' }),
        imported({ path: '/hook/{token}' }),
      ];
      expect(await preview(own, 4711)).toEqual({ total: 1, elsewhere: 0, first: null, newCalls: 0 });
      expect(await preview(none)).toMatchObject({ total: 1, elsewhere: 1, newCalls: 0 });
      expect(await preview(own, event, none, event)).toEqual({
        total: 3,
        elsewhere: 2,
        first: { path: '/api/telecmi/live', answerStatus: 404 },
        newCalls: 1,
      });
      expect(await replayOne(event)).toMatchObject({ outcome: 'turned_away', answer: { status: 404 } });
      expect((await newestWithTrace(({ origin }) => origin === 'replayed')).path).toBe('/api/telecmi/live');
    });
  });

  test('a GET keeps its query but for those values, and what holds no event goes as it came', async () => {
    await webhook.get(asTexts(legA.fields));
    await webhook.send({ method: 'GET', path: `/hook/${token}?a=%20b` });
    await newestWithTrace();
    await replay([1, 2], true);
    const [before, after] = [new URLSearchParams(get(1).query), new URLSearchParams(get(3).query)];
    expect([...after.keys()]).toEqual([...before.keys()]);
    const changed = [...before].filter(([name, value]) => after.get(name) !== value).map(([name]) => name);
    expect(changed.toSorted()).toEqual(['call_id', 'cmiuuid', 'conversation_uuid', 'request_id', 'time']);
    expect(get(4)).toMatchObject({ query: 'a=%20b', origin: 'replayed', sourceId: 2 });
  });
});

describe('edited', () => {
  test('is sent as edited, and the token stands where its placeholder did', async () => {
    await webhook.post(sample('outgoing-started').text);
    const draft = draftOf(await newestWithTrace());
    const renewed = resender.renewDraft({
      ...draft,
      headers: [...draft.headers, ['X-Added', 'one']],
      query: 'by=hand',
    });
    if (renewed === null) throw new Error('It holds an event');
    const result = await resender.sendDraft(renewed, 1);
    expect(result).toMatchObject({ ok: true, sent: { requestId: 2, outcome: 'accepted', answer: { status: 200 } } });
    const after = await newestWithTrace(({ id }) => id === 2);
    expect(after).toMatchObject({ origin: 'edited', sourceId: 1, query: 'by=hand', path: '/hook/{token}' });
    expect(after.trace?.headers).toContainEqual(['X-Added', 'one']);
  });

  test('a refusal is told with its answer', async () => {
    const draft = { method: 'POST', path: '/hook/{token}', query: '', headers: [], bodyBase64: btoa('{"type":') };
    const result = await resender.sendDraft(draft, null);
    expect(result).toMatchObject({ ok: true, sent: { requestId: 1, outcome: 'refused', answer: { status: 400 } } });
    expect(newest()).toMatchObject({ origin: 'edited', sourceId: null, refusal: 'malformed' });
  });
});

describe('what is told before it is sent is what the listener says then', () => {
  const json: Header = ['Content-Type', 'application/json'];
  const draft = (changes: Partial<RequestDraft>, body: string | Uint8Array = ''): RequestDraft => ({
    method: 'POST',
    path: '/hook/{token}',
    query: '',
    headers: [],
    bodyBase64: Buffer.from(body).toString('base64'),
    ...changes,
  });
  const { text, fields } = sample('outgoing-started');
  const drafts: [string, RequestDraft][] = [
    ['an event', draft({ headers: [json] }, text)],
    ['an event by GET', draft({ method: 'GET', query: new URLSearchParams(asTexts(fields)).toString() })],
    ['a form', draft({ headers: [['content-type', 'application/x-www-form-urlencoded']] }, 'type=cdr&cmiuuid=a%2Db')],
    ['no event', draft({ headers: [json] }, '{"type":"event"}')],
    ['no JSON', draft({ headers: [json] }, '{"type":\n,}')],
    ['nothing', draft({})],
    ['bytes that are no text', draft({}, Uint8Array.of(0xff))],
    ['another method', draft({ method: 'PUT' }, text)],
    ['another path', draft({ path: '/hook/{token}/x' }, text)],
    ['a compressed body', draft({ headers: [['Content-Encoding', 'gzip']] }, text)],
    ['a body beyond what is read', draft({ headers: [json] }, `${text}${' '.repeat(64 * 1024)}`)],
    ['a page in a browser', draft({ headers: [['Origin', 'https://crm.example']] }, text)],
    ['an address typed into a browser', draft({ headers: [['Sec-Fetch-Site', 'none']] }, text)],
    ['a prefetch', draft({ headers: [['Sec-Purpose', 'prefetch']] }, text)],
    ['a program with Node’s fetch', draft({ headers: [['sec-fetch-mode', 'cors'], json] }, text)],
  ];

  test.each(drafts)('%s', async (_name, sent) => {
    const preview = previewDraft(sent);
    const result = await resender.sendDraft(sent, null);
    if (!result.ok) throw new Error(result.message);
    const { status, body } = result.sent.answer;
    expect(preview.status === 'accepted' ? 200 : preview.answerStatus).toBe(status);
    if (preview.status === 'accepted' || status === 404) return;
    const told = JSON.parse(body);
    expect(preview.reasons).toEqual(told.errors ?? [{ path: '', message: told.detail }]);
    expect(preview.position?.line).toBe(told.line);
  });
});
