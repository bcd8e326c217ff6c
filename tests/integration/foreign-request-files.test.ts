/** Files of requests from other programs, sound and hostile. */
import { execFileSync } from 'node:child_process';
import { truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRequestFile } from '../../electron/data/read-request-file.ts';
import { RefusedError } from '../../electron/data/task-control.ts';
import { harEntry, harOf } from '../support/har-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const token = '0123456789abcdef0123456789abcdef';
const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => folder.remove());

const fileOf = (name: string): string => join(folder.path, name);
const control = { checkCancelled: () => {}, progress: () => {}, deleted: () => {} };
type Read = ReturnType<typeof readRequestFile>;

/** What is in a file, or why it was refused; any other failure is thrown. */
function read(file: string): Read | { code: string; detail: string } {
  try {
    return readRequestFile({ file, token }, control);
  } catch (error) {
    if (error instanceof RefusedError) return { code: error.code, detail: error.message };
    throw error;
  }
}
function readText(text: string | Uint8Array): Read | { code: string; detail: string } {
  writeFileSync(fileOf('given.har'), text);
  return read(fileOf('given.har'));
}
function requestsOf(outcome: ReturnType<typeof read>): Read['requests'] {
  if ('code' in outcome) throw new Error(JSON.stringify(outcome));
  return outcome.requests;
}

describe('HARs of other programs', () => {
  test('whose body is told as a text and nothing else', () => {
    const text = '{"cmiuuid":"a"}';
    const outcome = readText(
      JSON.stringify({
        log: {
          entries: [
            { ...harEntry({}, {}), request: { method: 'POST', url: 'https://a.example/hook', postData: text } },
          ],
        },
      }),
    );
    expect(requestsOf(outcome).map(({ request }) => Buffer.from(request.body).toString())).toEqual([text]);
  });

  test('of browsers: headers of HTTP/2, several on a line, other schemes, and forms in parts', () => {
    const outcome = readText(
      harOf(
        harEntry(
          {},
          {
            headers: [
              { name: ':method', value: 'POST' },
              { name: 'X-Two', value: 'a\nb' },
              { name: 'X-Wide', value: '→' },
            ],
          },
        ),
        harEntry({}, { url: 'data:text/plain,hello' }),
        harEntry({}, { url: 'wss://example.com/live' }),
        harEntry(
          {},
          { postData: { mimeType: 'application/x-www-form-urlencoded', params: [{ name: 'to', value: '+44 20' }] } },
        ),
        harEntry({}, { postData: { mimeType: 'application/json', text: 'x'.repeat(65_537) } }),
        harEntry({}, { url: 'https://exämple.com/नाम?q=é' }),
      ),
    );
    const [first, form, wide] = requestsOf(outcome);
    expect(outcome).toMatchObject({
      skipped: [
        { index: 1, reason: 'no_request' },
        { index: 2, reason: 'no_request' },
        { index: 4, reason: 'body_too_large' },
      ],
    });
    expect(first).toMatchObject({
      request: { receivedAt: Date.parse('2026-11-24T07:35:09.250Z'), query: 'x=1' },
      trace: {
        path: '/telecmi',
        httpVersion: '2',
        headers: [
          ['X-Two', 'a'],
          ['X-Two', 'b'],
          ['X-Wide', 'â\u0086\u0092'],
        ],
        times: { answered: 12.5 },
        answer: { status: 201, body: 'fine' },
      },
    });
    expect(Buffer.from(form?.request.body ?? '').toString()).toBe('to=%2B44+20');
    expect(form?.request.contentType).toBe('application/x-www-form-urlencoded');
    expect(wide).toMatchObject({ trace: { path: '/%E0%A4%A8%E0%A4%BE%E0%A4%AE' }, request: { query: 'q=%C3%A9' } });
  });

  test('with bodies in base64, without answers, and with as little as can be', () => {
    const base64 = Buffer.from(everyByte).toString('base64');
    const [body, little] = requestsOf(
      readText(
        harOf(harEntry({}, { postData: { mimeType: '', text: base64, encoding: 'base64' } }), {
          startedDateTime: '2026-11-24T00:00:00Z',
          request: { method: 'get', url: 'http://localhost' },
        }),
      ),
    );
    expect(body?.request.body).toEqual(everyByte);
    expect(little).toMatchObject({
      request: { method: 'GET', query: '' },
      trace: { path: '/', answer: { status: 0 }, times: { answered: null } },
    });
  });

  test('with a token in the path lose it, whosever it is', () => {
    const urls = [token, 'f'.repeat(32)].map((one) => `https://t.example/hook/${one}?a=1`);
    const found = requestsOf(readText(harOf(...urls.map((url) => harEntry({}, { url })))));
    expect(found.map(({ trace }) => trace?.path)).toEqual(['/hook/{token}', '/hook/{token}']);
  });
});

const event = { cmiuuid: 'leg-1', conversation_uuid: 'leg-1', to: '+44 2000 000001', custom: '{"ticket":"a b"}' };
const fieldsOf = (values: object): { name: string; value: unknown }[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));
const formType = 'application/x-www-form-urlencoded';
const textOf = (found: { request: { body: Uint8Array } } | undefined): string =>
  Buffer.from(found?.request.body ?? '').toString();
/** The only request of a file of which nothing was left out. */
function onlyOf(text: string | Uint8Array) {
  const outcome = readText(text);
  expect(outcome).toMatchObject({ skipped: [] });
  const [only, ...others] = requestsOf(outcome);
  if (only === undefined || others.length > 0) throw new Error(JSON.stringify(outcome));
  return only;
}

describe('what is only shown is shown as far as it goes', () => {
  test.each([-1, -2, 0, 'error', '', null, 1e9, 12.5, {}, [], true])('an answer of status %j is none', (status) => {
    expect(onlyOf(harOf(harEntry({ response: { status, headers: [], content: {} } })))).toMatchObject({
      answerStatus: 0,
      trace: { answer: { status: 0 } },
    });
  });

  test('a status in a text is one', () => {
    expect(onlyOf(harOf(harEntry({ response: { status: '204' } })))).toMatchObject({ answerStatus: 204 });
  });

  test.each([undefined, null, [], 'none', { headers: null, content: null }, { headers: {}, content: 'x' }])(
    'an answer that is %j',
    (response) => {
      expect(onlyOf(harOf(harEntry({ response })))).toMatchObject({
        answerStatus: 0,
        trace: { answer: { headers: {}, body: '' } },
      });
    },
  );

  test('an answer whose body is an object, or in base64', () => {
    const bodies = [{ text: { ok: true } }, { text: 'b2s=', encoding: 'BASE64' }, { text: 7 }, { text: null }];
    const found = requestsOf(
      readText(harOf(...bodies.map((content) => harEntry({ response: { status: 200, content } })))),
    );
    expect(found.map(({ trace }) => trace?.answer.body)).toEqual(['{"ok":true}', 'ok', '7', '']);
  });

  test.each<[unknown, string]>([
    ['h3-29', '3'],
    ['HTTP/2.0+quic/46', '2.0'],
    ['http/1.0', '1.0'],
    ['unknown', '1.1'],
    ['spdy/3.1', '1.1'],
    [null, '1.1'],
    [2, '2'],
  ])('a version %j is %s', (httpVersion, shown) => {
    expect(onlyOf(harOf(harEntry({}, { httpVersion }))).trace?.httpVersion).toBe(shown);
  });

  test.each([null, -1, '12', {}])('a duration %j is not known', (time) => {
    expect(onlyOf(harOf(harEntry({ time }))).trace?.times.answered).toBeNull();
  });

  test('headers that HTTP cannot carry are left out, and all others are there', () => {
    const outcome = readText(
      harOf(
        harEntry(
          {},
          {
            headers: [
              { name: 'Two Words', value: 'x' },
              { name: 'a: b\r\nc', value: '' },
              { name: 'X-Return', value: 'b\rc' },
              null,
              'text',
              { name: '', value: 'x' },
              { name: 'X-Number', value: 7 },
              { name: 'X-Yes', value: true },
              { name: 'X-Null', value: null },
              { name: 'X-None' },
              { name: 'X-Object', value: { a: 1 } },
              { name: 'X-List', value: ['a', 'b'] },
              { name: ' X-Colon: ', value: 'x' },
            ],
          },
        ),
      ),
    );
    expect(outcome).toMatchObject({ skipped: [], partial: 1 });
    expect(requestsOf(outcome)[0]?.trace?.headers).toEqual([
      ['X-Number', '7'],
      ['X-Yes', 'true'],
      ['X-Null', ''],
      ['X-None', ''],
      ['X-Object', '{"a":1}'],
      ['X-List', 'a'],
      ['X-List', 'b'],
      ['X-Colon', 'x'],
    ]);
  });

  test('headers as one object, as pairs, or as nothing', () => {
    const shapes = [{ 'X-A': 'a' }, [['X-A', 'a']], null, 'X-A: a', undefined];
    const outcome = readText(harOf(...shapes.map((headers) => harEntry({}, { headers }))));
    // A text is told; it could be anything.
    expect(outcome).toMatchObject({ partial: 1, skipped: [] });
    const found = requestsOf(outcome);
    expect(found.map(({ trace }) => trace?.headers)).toEqual([[['X-A', 'a']], [['X-A', 'a']], [], [], []]);
  });

  test('a time in seconds or milliseconds, and one that is none takes that of the entry before', () => {
    const times = [
      '2026-11-24T00:00:00Z',
      'soon',
      undefined,
      null,
      '-100000-01-01T00:00:00Z',
      1793000000,
      '1793000000000',
    ];
    const outcome = readText(harOf(...times.map((startedDateTime) => harEntry({ startedDateTime }))));
    const first = Date.parse('2026-11-24T00:00:00Z');
    expect(outcome).toMatchObject({ skipped: [], partial: 4 });
    expect(requestsOf(outcome).map(({ request }) => request.receivedAt)).toEqual([
      ...Array.from({ length: 5 }, () => first),
      1_793_000_000_000,
      1_793_000_000_000,
    ]);
  });

  test('where no entry has a time, that of the file', () => {
    writeFileSync(fileOf('old.har'), harOf(harEntry({ startedDateTime: undefined })));
    utimesSync(fileOf('old.har'), 1_700_000_000, 1_700_000_000);
    expect(requestsOf(read(fileOf('old.har')))[0]?.request.receivedAt).toBe(1_700_000_000_000);
  });
});

describe('an address', () => {
  test.each([
    ['/api/live?k=1#x', '/api/live', 'k=1'],
    ['//example.com/api?k=1', '/api', 'k=1'],
    ['api/live', '/api/live', ''],
    ['HTTPS://EXAMPLE.com?k', '/', 'k'],
    ['http://example.com/a b?c d', '/a%20b', 'c%20d'],
  ])('%s is one', (url, path, query) => {
    expect(onlyOf(harOf(harEntry({}, { url })))).toMatchObject({ request: { query }, trace: { path } });
  });

  test('without a query has that of the list beside it', () => {
    const queryString = fieldsOf({ to: '+44 20', leg: 'a' });
    const urls = ['https://example.com/a', 'https://example.com/a?', 'https://example.com/a?b=c'];
    const found = requestsOf(readText(harOf(...urls.map((url) => harEntry({}, { url, queryString })))));
    expect(found.map(({ request }) => request.query)).toEqual(['to=%2B44+20&leg=a', '', 'b=c']);
  });
});

describe('a form in its fields', () => {
  const encoded = 'cmiuuid=leg-1&conversation_uuid=leg-1&to=%2B44+2000+000001&custom=%7B%22ticket%22%3A%22a+b%22%7D';

  test.each([
    ['beside no text', { mimeType: formType }],
    ['beside an empty text', { mimeType: formType, text: '' }],
    ['beside no text but null', { mimeType: formType, text: null }],
    ['of a type in capitals', { mimeType: 'Application/X-WWW-Form-URLEncoded' }],
    ['of a type with parameters', { mimeType: `${formType}; charset=UTF-8` }],
    ['of no type', {}],
    ['of an empty type', { mimeType: '' }],
    ['of a type that is null', { mimeType: null, text: '' }],
  ])('%s is the body', (_name, postData) => {
    const { request, trace } = onlyOf(harOf(harEntry({}, { postData: { ...postData, params: fieldsOf(event) } })));
    expect(Buffer.from(request.body).toString()).toBe(encoded);
    // So that it is read as a form both here and when it is sent again.
    expect(request.contentType?.toLowerCase()).toContain(formType);
    expect(trace?.headers).toEqual([['Content-Type', request.contentType]]);
  });

  test('is the body where only the headers say that it is one', () => {
    const headers = [{ name: 'content-type', value: formType }];
    const found = onlyOf(harOf(harEntry({}, { headers, postData: { params: fieldsOf(event) } })));
    expect(textOf(found)).toBe(encoded);
    expect(found.trace?.headers).toEqual([['content-type', formType]]);
  });

  test('that is encoded already is not encoded again', () => {
    const params = fieldsOf({ to: '%2B44%202000%20000001', name: 'a+b', custom: '%7b%22a%22%3A1%7D', none: '' });
    expect(textOf(onlyOf(harOf(harEntry({}, { postData: { mimeType: formType, params } }))))).toBe(
      'to=%2B44%202000%20000001&name=a+b&custom=%7b%22a%22%3A1%7D&none=',
    );
  });

  test.each([
    ['a percent sign that begins no escape', { note: '50% off' }, 'note=50%25+off'],
    ['an escape beside what only decoded fields hold', { to: '+44 20', note: '%41' }, 'to=%2B44+20&note=%2541'],
    [
      'a link that holds an escape',
      { link: 'https://a.example/?q=a%20b' },
      'link=https%3A%2F%2Fa.example%2F%3Fq%3Da%2520b',
    ],
    ['a plus without any escape', { to: '+442000000001' }, 'to=%2B442000000001'],
    ['letters beyond ASCII', { name: 'नाम%20' }, 'name=%E0%A4%A8%E0%A4%BE%E0%A4%AE%2520'],
    ['JSON as it was typed beside an escape', { custom: '{"a":1}', to: '%2B44' }, 'custom=%7B%22a%22%3A1%7D&to=%2B44'],
  ])('with %s', (_name, values, body) => {
    expect(textOf(onlyOf(harOf(harEntry({}, { postData: { mimeType: formType, params: fieldsOf(values) } }))))).toBe(
      body,
    );
  });

  test('is told by the length of the body where both ways of reading it make sense', () => {
    const postData = { mimeType: formType, params: fieldsOf({ code: '%41' }) };
    const found = requestsOf(
      readText(
        harOf(
          harEntry({}, { postData, bodySize: 8 }),
          harEntry({}, { postData, bodySize: 10 }),
          harEntry({}, { postData, headers: [{ name: 'Content-Length', value: '10' }] }),
          harEntry({}, { postData }),
        ),
      ),
    );
    expect(found.map(textOf)).toEqual(['code=%41', 'code=%2541', 'code=%2541', 'code=%41']);
  });

  test('with values that are no texts', () => {
    const params = fieldsOf({ app_id: 2222223, ok: true, none: null, custom: { ticket: 1 }, list: [1] });
    const postData = { mimeType: formType, params: [...params, null, 'x', {}] };
    expect(textOf(onlyOf(harOf(harEntry({}, { postData }))))).toBe(
      'app_id=2222223&ok=true&none=&custom=%7B%22ticket%22%3A1%7D&list=%5B1%5D&=x',
    );
  });

  test('never takes the place of a text', () => {
    const postData = { mimeType: formType, text: 'a=1', params: fieldsOf({ a: 2 }) };
    expect(textOf(onlyOf(harOf(harEntry({}, { postData }))))).toBe('a=1');
  });

  test.each(['application/json', 'multipart/form-data; boundary=x'])('of %s is no body, and is told', (mimeType) => {
    const postData = { mimeType, params: [{ name: '0', value: { a: 1 } }] };
    const outcome = readText(harOf(harEntry({}, { postData })));
    expect(outcome).toMatchObject({ partial: 1, skipped: [] });
    expect(textOf(requestsOf(outcome)[0])).toBe('');
  });

  test.each([
    [fieldsOf({ a: 2 }), 'a=2'],
    ['a=2', 'a=2'],
    [5, '5'],
    [null, ''],
  ])('stands where an object belongs: %j', (postData, body) => {
    const outcome = readText(harOf(harEntry({}, { postData })));
    expect(outcome).toMatchObject({ partial: 0, skipped: [] });
    expect(textOf(requestsOf(outcome)[0])).toBe(body);
  });
});

test('a body that a program has parsed is JSON again', () => {
  const postData = { mimeType: 'application/json', text: event };
  expect(JSON.parse(textOf(onlyOf(harOf(harEntry({}, { postData })))))).toEqual(event);
});

test.each(['_-8=', '_-8', '/+8=', '/+\n8=', ' /+8= '])('base64 written as %j is read', (text) => {
  for (const encoding of [{ encoding: 'base64' }, { _encoding: 'Base64' }]) {
    const found = onlyOf(harOf(harEntry({}, { postData: { mimeType: '', text, ...encoding } })));
    expect(found.request.body).toEqual(Uint8Array.of(0xff, 0xef));
  }
});

describe('an entry that cannot be used is left out with its reason, and the rest comes in', () => {
  test.each<[string, unknown, string]>([
    ['no object', 7, 'no_request'],
    ['null', null, 'no_request'],
    ['no request', { startedDateTime: '2026-11-24T00:00:00Z' }, 'no_request'],
    ['a request that is none', harEntry({ request: 'GET /' }), 'no_request'],
    ['another scheme', harEntry({}, { url: 'chrome-extension://abc/x' }), 'no_request'],
    ['a tunnel through a proxy', harEntry({}, { method: 'CONNECT', url: 'example.com:443' }), 'no_request'],
    ['no method', harEntry({}, { method: '' }), 'no_method'],
    ['a method that is null', harEntry({}, { method: null }), 'no_method'],
    ['a method that is none', harEntry({}, { method: 'GET / HTTP/1.1\r\n' }), 'no_method'],
    ['no address', harEntry({}, { url: '' }), 'no_address'],
    ['an address that is none', harEntry({}, { url: { raw: 'x' } }), 'no_address'],
    ['an address that is too long', harEntry({}, { url: `http://a/${'x'.repeat(70_000)}` }), 'no_address'],
    ['no base64', harEntry({}, { postData: { text: '!!!!', encoding: 'base64' } }), 'body_unreadable'],
    ['a cut base64', harEntry({}, { postData: { text: 'AAAAA', encoding: 'base64' } }), 'body_unreadable'],
    ['a large body', harEntry({}, { postData: { text: 'x'.repeat(65_537) } }), 'body_too_large'],
    ['a large body of few letters', harEntry({}, { postData: { text: 'न'.repeat(30_000) } }), 'body_too_large'],
  ])('%s', (_name, entry, reason) => {
    const outcome = readText(harOf(harEntry(), entry, harEntry()));
    expect(outcome).toMatchObject({ format: 'har', partial: 0, skipped: [{ index: 1, reason }] });
    expect(requestsOf(outcome)).toHaveLength(2);
  });

  test('a method in small letters is one', () => {
    expect(onlyOf(harOf(harEntry({}, { method: 'post' }))).request.method).toBe('POST');
  });

  test.each(['{"log":{"entries":null}}', '{"log":{}}', harOf()])('%s has no requests', (text) => {
    expect(readText(text)).toEqual({ format: 'har', requests: [], skipped: [], partial: 0 });
  });

  test('what browsers say of where a request was made may go a hundred deep', () => {
    const stack = Array.from({ length: 120 }).reduce((parent) => ({ callFrames: [], parent }), {});
    onlyOf(harOf(harEntry({ _initiator: { stack } })));
  });
});

describe('a file in', () => {
  const text = harOf(harEntry({}, { url: 'https://example.com/é', postData: { text: '{"name":"नाम €"}' } }));
  const swap = (bytes: Buffer) => Buffer.from(bytes).swap16();
  const utf16 = Buffer.from(text, 'utf16le');
  test.each<[string, Uint8Array]>([
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 the other way round', swap(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
    ['UTF-16 without a mark', utf16],
    ['UTF-16 the other way round without a mark', swap(utf16)],
  ])('%s', (_name, bytes) => {
    const found = onlyOf(bytes);
    expect(textOf(found)).toBe('{"name":"नाम €"}');
    expect(found.trace?.path).toBe('/%C3%A9');
  });

  test('Latin-1, as older Windows programs write', () => {
    expect(textOf(onlyOf(Buffer.from(harOf(harEntry({}, { postData: { text: 'é' } })), 'latin1')))).toBe('é');
  });

  test('UTF-16 as JSON Lines', () => {
    const lines = `${requestLine()}\r\n${requestLine()}\r\n`;
    expect(requestsOf(readText(Buffer.from(`\uFEFF${lines}`, 'utf16le')))).toHaveLength(2);
  });
});

const requestLine = (changes: object = {}): string =>
  JSON.stringify({ received_at: '2026-01-01T00:00:00Z', method: 'POST', path: '/a', headers: [], ...changes });

describe('JSON Lines', () => {
  test('a bad line is left out with where it is, and the rest comes in', () => {
    const outcome = readText(
      [
        '{"cut',
        requestLine(),
        '',
        '{',
        '7',
        requestLine({ method: '' }),
        requestLine({ path: null }),
        requestLine({ body_base64: '*' }),
        requestLine({ body_base64: 'A'.repeat(90_000) }),
        requestLine({ answer: { status: -1 } }),
        harOf(harEntry()),
        '',
      ].join('\n'),
    );
    expect(outcome).toMatchObject({
      format: 'jsonl',
      partial: 0,
      skipped: [
        { index: 0, reason: 'no_json' },
        { index: 3, reason: 'no_json' },
        { index: 4, reason: 'no_json' },
        { index: 5, reason: 'no_method' },
        { index: 6, reason: 'no_address' },
        { index: 7, reason: 'body_unreadable' },
        { index: 8, reason: 'body_too_large' },
        { index: 10, reason: 'no_method' },
      ],
    });
    expect(requestsOf(outcome).map(({ answerStatus }) => answerStatus)).toEqual([0, 0]);
  });

  test('what is only shown is shown as far as it goes', () => {
    const odd = requestLine({
      received_at: 'soon',
      query: null,
      body: '{"a":1}',
      headers: [['two words', 'x'], ['X-A', 1], null],
      times_ms: 'none',
      answer: 'none',
      remote_address: 7,
      http_version: null,
    });
    const outcome = readText(`${requestLine()}\n${odd}`);
    expect(outcome).toMatchObject({ skipped: [], partial: 1 });
    expect(requestsOf(outcome)[1]).toMatchObject({
      request: { receivedAt: Date.parse('2026-01-01T00:00:00Z'), query: '' },
      answerStatus: 0,
      trace: { headers: [['X-A', '1']], httpVersion: '1.1', remoteAddress: null },
    });
    expect(textOf(requestsOf(outcome)[1])).toBe('{"a":1}');
  });
});

describe('a file of which nothing can be used is refused', () => {
  const deep = `{"log":{"entries":[${'['.repeat(100_000)}`;
  test.each<[string, string | Uint8Array, object]>([
    ['nothing', '', { code: 'no_request_file' }],
    ['no JSON', 'PK\u0003\u0004', { code: 'no_request_file' }],
    ['no text', Uint8Array.of(0xff, 0xfe, 0), { code: 'no_request_file' }],
    ['every byte', everyByte, { code: 'no_request_file' }],
    ['cut off', harOf(harEntry()).slice(0, -5), { code: 'no_request_file' }],
    ['a list', '[1]', { code: 'no_request_file' }],
    ['another object', '{"a":1}', { code: 'no_request_file' }],
    ['another object on lines', JSON.stringify({ method: { a: 1 } }, null, 2), { code: 'no_request_file' }],
    [
      'calls in JSON Lines',
      '{"received_at":"2026-01-01T00:00:00Z","events":[]}\n'.repeat(2),
      { code: 'no_request_file' },
    ],
    ['a log that is none', '{"log":[]}', { code: 'no_request_file' }],
    ['entries that are none', '{"log":{"entries":"none"}}', { code: 'no_request_file' }],
    ['NaN', harOf(harEntry({ time: 7.25 })).replace('7.25', 'NaN'), { code: 'no_request_file' }],
    ['very deep', deep, { code: 'no_request_file' }],
    [
      'very deep and whole',
      `{"log":{"entries":[${'['.repeat(5000)}${']'.repeat(5000)}]}}`,
      { code: 'no_request_file' },
    ],
    [
      'more than 10,000 requests',
      harOf(...Array.from({ length: 10_001 }, () => harEntry())),
      { code: 'too_many_requests' },
    ],
    ['more than 10,000 lines', `${requestLine()}\n`.repeat(10_001), { code: 'too_many_requests' }],
  ])('%s', (_name, text, refusal) => {
    expect(readText(text)).toMatchObject(refusal);
  });

  test('10,000 requests are not too many', () => {
    expect(requestsOf(readText(`${requestLine()}\n\n`.repeat(10_000)))).toHaveLength(10_000);
  });

  test.skipIf(process.platform === 'win32')('a folder, or a pipe that nobody writes to', () => {
    expect(read(folder.path)).toMatchObject({ code: 'not_a_file' });
    execFileSync('mkfifo', [fileOf('pipe')]);
    expect(read(fileOf('pipe'))).toMatchObject({ code: 'not_a_file' });
  });

  test('more than 64 MB, without reading it', () => {
    writeFileSync(fileOf('large.har'), '');
    truncateSync(fileOf('large.har'), 64 * 1024 * 1024 + 1);
    expect(read(fileOf('large.har'))).toMatchObject({ code: 'file_too_large' });
  });

  test('names that objects have anyway are names like others', () => {
    const hostile = harOf(
      harEntry(
        {},
        {
          headers: [
            { name: '__proto__', value: 'a' },
            { name: 'constructor', value: 'b' },
          ],
        },
      ),
    ).replace('"time"', '"__proto__":{"polluted":true},"time"');
    const [found] = requestsOf(readText(hostile));
    expect(found?.trace?.headers).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

test('whatever stands anywhere in an entry, it is left out or what was read can be stored and sent', () => {
  const whole = harEntry(
    { _dialpop: { path: '/a', query: 'b', times_ms: { read: 1, parsed: 2, committed: 3, answered: 4 } } },
    {
      headers: [{ name: 'a', value: 'b' }],
      httpVersion: 'HTTP/1.1',
      postData: { mimeType: 'text/plain', text: 'AAAA', encoding: 'base64' },
    },
  );
  const places = placesIn(whole);
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('__proto__', '', '\r\n', '\uD800', 1e308, -1, 'http://[::1', 'http://a/\u0000?\n#'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), odd, (path, value) => {
      const read = readText(harOf(withValue(whole, path, value)));
      if ('code' in read) throw new Error(`The file was refused: ${read.code}`);
      expect(read.requests.length + read.skipped.length).toBe(1);
      for (const { request, trace } of read.requests) {
        expect(request.receivedAt).toSatisfy(Number.isSafeInteger);
        expect(request.method).toMatch(/^[A-Z-]{1,32}$/);
        expect(request.query).toMatch(/^[\x21-\x7e\x80-\xff]*$/);
        expect(trace?.path).toMatch(/^[\x21-\x7e\x80-\xff]*$/);
        for (const [name, text] of trace?.headers ?? []) expect(new Headers([[name, text]]).has(name)).toBe(true);
        for (const time of Object.values(trace?.times ?? {})) expect(time ?? 0).toSatisfy(Number.isFinite);
      }
    }),
    { numRuns: 1000 },
  );
});

type Path = readonly (string | number)[];

/** Every place in a value, the value itself left out. */
const placesIn = (value: unknown, path: Path = []): Path[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, part]) => [[...path, name], ...placesIn(part, [...path, name])]);

/** The same with another value at a place. */
function withValue(whole: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value;
  if (typeof whole !== 'object' || whole === null) return whole;
  const changed = Object.entries(whole).map(([name, part]) => [
    name,
    name === first ? withValue(part, rest, value) : part,
  ]);
  return Array.isArray(whole) ? changed.map(([, part]) => part) : Object.fromEntries(changed);
}
