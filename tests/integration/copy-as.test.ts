/** Each copy is run, and what arrives is compared with what had arrived. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { copyAs } from '../../electron/take-away/copy-as/copy-as.ts';
import { carriedHeaders, joinHeaders, toExactRequest } from '../../electron/take-away/exact-request.ts';
import { copyFormats } from '../../shared/ipc/take-away.ts';
import { everyRequest } from '../../shared/request-query.ts';
import type { RequestDetail } from '../../shared/requests.ts';
import { findPython, runInNode, runInPython, runInShell, writeToSocket } from '../support/run-copies.ts';
import { sample, startWebhook, temporaryFolder, token, type Webhook } from '../support/webhook-fixture.ts';

interface Sent {
  method?: string;
  query?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
}

const json = { 'Content-Type': 'application/json' };
const event = JSON.stringify(sample('outgoing-started').fields);
const hook = `/hook/${token}`;

const cases: [string, Sent][] = [
  ['TeleCMI’s own', { headers: { ...json, 'User-Agent': 'TeleCMI/1.0' }, body: event }],
  [
    'a form',
    { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'to=%2B44+20&custom=%7B%7D&a=b=c' },
  ],
  ['quotes of every kind', { headers: json, body: `{"a":"it's \\"quoted\\" \`id\` $(id) $HOME \\\\ %s %% !!"}` }],
  ['lines, and a dash first', { headers: json, body: '-{\n\t"a": 1\r\n}\n\n' }],
  ['a file name for curl', { headers: json, body: '@/etc/hostname' }],
  ['letters of other scripts', { headers: json, body: '{"नाम":"राम 😀 é"}' }],
  ['a byte order mark', { headers: json, body: '\uFEFF{"a":1}' }],
  ['what orders a terminal', { headers: json, body: '{"a":"\u001B[201~\nid\n\u202E"}' }],
  [
    'every byte there is',
    {
      headers: { 'Content-Type': 'application/octet-stream' },
      body: Uint8Array.from({ length: 256 }, (_, byte) => byte),
    },
  ],
  ['backslashes before bytes', { headers: json, body: Buffer.from('\\u0041\\x41\\\\u0000\xFF', 'latin1') }],
  ['no type', { body: '{"a":1}' }],
  ['nothing at all', {}],
  ['the token in its body', { headers: json, body: `{"url":"${token}"}` }],
  ['64 KiB of quotes', { headers: json, body: "'".repeat(65_536) }],
  ['an odd query', { method: 'GET', query: "a=b'c&d=%27%20+%C3%A9&d=&&e[]={1}&=f&g=;$(id)`id`|*?~^\\<>" }],
  ['a query of a start', { method: 'GET', query: `${new URLSearchParams({ cmiuuid: 'x y', custom: '{"a":"é"}' })}` }],
  [
    'repeated and strange headers',
    {
      headers: { ...json, 'X-Two': ['one', "t'wo"], 'X-Empty': '', 'X-Byte': 'caf\u00E9', 'X-Quote': '"$(id)` \\' },
      body: Buffer.from('{}'),
    },
  ],
];

/** What of a request must arrive again. */
function essence(request: RequestDetail, isExact: boolean) {
  const headers = joinHeaders(carriedHeaders(request.trace?.headers ?? []));
  return {
    method: request.method,
    path: request.path,
    query: isExact ? request.query : [...new URLSearchParams(request.query)],
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    // A hash, for a failure to be read.
    body: createHash('sha256').update(request.bodyBase64).digest('hex'),
  };
}

let webhook: Webhook;
let folder: ReturnType<typeof temporaryFolder>;
const originals: RequestDetail[] = [];
const python = findPython();

/** Every request there is, oldest first, once their traces are written. */
async function readAll(count: number): Promise<RequestDetail[]> {
  await vi.waitFor(() => expect(new Set(webhook.traced).size).toBeGreaterThanOrEqual(count));
  const all: RequestDetail[] = [];
  for (let before: number | null = null; ; ) {
    const page = webhook.history.findRequests({ query: everyRequest, before, limit: 100 });
    all.unshift(
      ...page.items
        .map(({ id }) => webhook.history.getRequest(id))
        .filter((one) => one !== null)
        .toReversed(),
    );
    before = page.next;
    if (before === null) return all;
  }
}
let seen = 0;
/** What arrived since it was asked last. */
async function arrivals(count: number): Promise<RequestDetail[]> {
  const all = await readAll(seen + count);
  const fresh = all.slice(seen);
  seen = all.length;
  return fresh;
}

const copy = (format: (typeof copyFormats)[number], request: RequestDetail, isMasked = false): string | null =>
  copyAs(format, toExactRequest(request, { origin: `http://127.0.0.1:${webhook.port}`, token, isMasked }));

beforeAll(async () => {
  webhook = await startWebhook();
  folder = temporaryFolder();
  for (const [, { method = 'POST', query, headers = {}, body }] of cases) {
    const path = query === undefined ? hook : `${hook}?${query}`;
    await webhook.send({
      method,
      path,
      headers: headers as Record<string, string>,
      ...(body === undefined ? {} : { body }),
    });
  }
  originals.push(...(await arrivals(cases.length)));
});
afterAll(async () => {
  await webhook.stop();
  folder.remove();
});

describe.each(['bash', 'dash'])('a curl command run by %s', (shell) => {
  test('sends the same bytes', async () => {
    for (const original of originals) await runInShell(shell, folder.path, copy('curl', original) ?? '');
    const fresh = await arrivals(originals.length);
    for (const [index, [name]] of cases.entries()) {
      const [original, arrived] = [originals[index], fresh[index]];
      if (original === undefined || arrived === undefined) throw new Error(`${name} did not arrive`);
      expect(essence(arrived, true), name).toMatchObject(essence(original, true));
      if (index < 12) expect(arrived.contentType, name).toBe(original.contentType);
    }
  });
});

test('raw HTTP written on a connection sends the same bytes, and is refused for what is no text', async () => {
  const texts = originals.map((original) => copy('raw_http', original));
  const carried = originals.filter((_, index) => texts[index] !== null);
  const refused = cases.filter((_, index) => texts[index] === null).map(([name]) => name);
  expect(refused).toEqual(['every byte there is', 'backslashes before bytes', 'repeated and strange headers']);
  for (const text of texts) if (text !== null) await writeToSocket(webhook.port, text);
  const fresh = await arrivals(carried.length);
  expect(fresh.map((request) => essence(request, true))).toEqual(carried.map((request) => essence(request, true)));
});

test('fetch sends the same bytes, and a query that means the same', async () => {
  const scripts = originals.map((original) => copy('fetch', original) ?? '');
  await runInNode(folder.path, scripts);
  const fresh = await arrivals(originals.length);
  for (const [index, original] of originals.entries()) {
    const arrived = fresh[index];
    if (arrived === undefined) throw new Error(`${cases[index]?.[0]} did not arrive`);
    expect(essence(arrived, false), cases[index]?.[0]).toMatchObject(essence(original, false));
    expect(arrived.contentType).toBe(original.contentType);
  }
});

test.skipIf(python === null)('Python’s requests send the same bytes, and a query that means the same', async () => {
  await runInPython(
    python ?? '',
    folder.path,
    originals.map((original) => copy('python', original) ?? ''),
  );
  const fresh = await arrivals(originals.length);
  for (const [index, original] of originals.entries()) {
    const arrived = fresh[index];
    if (arrived === undefined) throw new Error(`${cases[index]?.[0]} did not arrive`);
    expect(essence(arrived, false), cases[index]?.[0]).toMatchObject(essence(original, false));
    expect(arrived.contentType).toBe(original.contentType);
  }
});

test('whatever is sent, a shell and a connection send it again', async () => {
  const bytes = fc.uint8Array({ maxLength: 40 });
  const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((value) => new TextEncoder().encode(value));
  const visible = (excluded: RegExp) =>
    fc
      .string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: 30 })
      .map((value) => value.replace(excluded, ''));
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, text), visible(/#/g), visible(/^$/g), async (body, query, value) => {
      const path = query === '' ? hook : `${hook}?${query}`;
      await webhook.send({ path, headers: { 'X-Value': value, 'Content-Type': 'text/plain' }, body });
      const [original] = await arrivals(1);
      if (original === undefined) throw new Error('It did not arrive');
      await runInShell('sh', folder.path, copy('curl', original) ?? '');
      const raw = copy('raw_http', original);
      if (raw !== null) await writeToSocket(webhook.port, raw);
      for (const arrived of await arrivals(raw === null ? 1 : 2)) {
        expect(essence(arrived, true)).toMatchObject(essence(original, true));
      }
    }),
    { numRuns: 12 },
  );
});

describe('without "with the token"', () => {
  test.each(copyFormats)('a copy for %s does not hold the token anywhere', async (format) => {
    for (const original of originals) {
      const text = copy(format, original, true) ?? '';
      expect(text.toLowerCase()).not.toContain(token);
      if (text !== '') expect(text).toContain('/hook/{token}');
    }
  });
});
