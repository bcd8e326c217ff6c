/** Files of requests from other programs, sound and hostile. */
import { truncateSync, writeFileSync } from 'node:fs';
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
        { reason: 'no_request', count: 2 },
        { reason: 'body_too_large', count: 1 },
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

describe('a file that is not as it should be is refused as a whole, with the place', () => {
  const place = 'log.entries[1]';
  const deep = `{"log":{"entries":[${'['.repeat(100_000)}`;
  test.each<[string, string | Uint8Array, object]>([
    ['nothing', '', { code: 'no_request_file' }],
    ['no JSON', 'PK\u0003\u0004', { code: 'no_request_file' }],
    ['no text', Uint8Array.of(0xff, 0xfe, 0), { code: 'no_request_file' }],
    ['cut off', harOf(harEntry()).slice(0, -5), { code: 'no_request_file' }],
    ['a list', '[1]', { code: 'no_request_file' }],
    ['NaN', harOf(harEntry({ time: 7.25 })).replace('7.25', 'NaN'), { code: 'no_request_file' }],
    ['very deep', deep, { code: 'no_request_file' }],
    ['no entries', '{"log":{}}', { code: 'unsound_request', detail: '.log.entries' }],
    ['an entry that is none', harOf(harEntry(), 7), { code: 'unsound_request', detail: place }],
    ['no date', harOf(harEntry(), harEntry({ startedDateTime: 'soon' })), { detail: `${place}.startedDateTime` }],
    [
      'a date before all time',
      harOf(harEntry(), harEntry({ startedDateTime: '-100000-01-01T00:00:00Z' })),
      { detail: `${place}.startedDateTime` },
    ],
    [
      'a time without end',
      harOf(harEntry(), harEntry({ time: 7.25 })).replace('7.25', '1e999'),
      { detail: `${place}.time` },
    ],
    [
      'a method that is none',
      harOf(harEntry(), harEntry({}, { method: 'GET / HTTP/1.1\r\n' })),
      { detail: `${place}.request.method` },
    ],
    [
      'a header that makes two',
      harOf(harEntry(), harEntry({}, { headers: [{ name: 'a: b\r\nc', value: '' }] })),
      { detail: `${place}.request.headers[0][0]` },
    ],
    [
      'a header with a return',
      harOf(harEntry(), harEntry({}, { headers: [{ name: 'a', value: 'b\rc' }] })),
      { detail: `${place}.request.headers[0][1]` },
    ],
    [
      'a body that is no base64',
      harOf(harEntry(), harEntry({}, { postData: { text: '!!!!', encoding: 'base64' } })),
      { detail: `${place}.request.postData.text` },
    ],
    [
      'a status that is none',
      harOf(harEntry(), harEntry({ response: { status: 1e9 } })),
      { detail: `${place}.response.status` },
    ],
    [
      'more than 10,000 requests',
      harOf(...Array.from({ length: 10_001 }, () => harEntry())),
      { code: 'too_many_requests' },
    ],
    [
      'a line that is no JSON',
      `{"received_at":"2026-01-01T00:00:00Z","method":"GET","path":"/"}\n{`,
      { code: 'unsound_request', detail: '2' },
    ],
    [
      'a line with a wrong body',
      '{"received_at":"2026-01-01T00:00:00Z","method":"GET","path":"/","body_base64":"*"}\n',
      { detail: '1.body_base64' },
    ],
  ])('%s', (_name, text, refusal) => {
    expect(readText(text)).toMatchObject(refusal);
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

test('whatever stands anywhere in an entry, it is refused or what was read can be stored and sent', () => {
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
      if ('code' in read) return;
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
