import fc from 'fast-check';
import { endings, type FuzzRequest, toBytes, toWire } from '../fuzz-request.ts';
import { encodingOf, framing, webhookPath } from './encodings.ts';
import { byteDamage, mutatedRequest } from './mutated-requests.ts';
import { oddText } from './texts.ts';
import { validMessage } from './valid-messages.ts';

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const method = fc.oneof(
  fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'CONNECT', 'TRACE', 'OPTIONS', 'PRI', 'get', 'G\0T', 'M-SEARCH', ''),
  fc.string({ unit: 'binary-ascii', maxLength: 8 }),
);
const target = fc.oneof(
  fc.constantFrom(
    webhookPath,
    `${webhookPath}?to=1`,
    `${webhookPath}#x`,
    `http://127.0.0.1${webhookPath}`,
    `http://[${webhookPath}`,
    `http://a b${webhookPath}`,
    `https://x:99999${webhookPath}`,
    `//[${webhookPath}`,
    `\\\\x${webhookPath}`,
    'http://',
    'http://%',
    'http://\\',
    '*',
    '/',
    '',
    '127.0.0.1:80',
    'javascript:alert(1)',
    `${webhookPath}?%`,
    `${webhookPath}?${'a=1&'.repeat(3000)}`,
    `${webhookPath}?${'x'.repeat(20_000)}`,
    `${webhookPath}?\u00ff\u0080`,
    `/hook/\u00e9`,
  ),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.string({ unit: 'binary-ascii', maxLength: 30 }).map((text) => `${webhookPath}?${text}`),
  fc.string({ unit: 'binary-ascii', maxLength: 30 }),
);
const version = fc.oneof(
  { weight: 5, arbitrary: fc.constant('HTTP/1.1') },
  { weight: 1, arbitrary: fc.constantFrom('HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/1.1 ', 'http/1.1', 'ICE/1.0', '') },
);
const header = fc.oneof(
  fc.constantFrom(
    'Host: 127.0.0.1',
    'Host:',
    'Host: a\r\nHost: b',
    'Connection: close',
    'Connection: upgrade\r\nUpgrade: websocket',
    'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__',
    'Expect: 100-continue',
    'Expect: nonsense',
    'Content-Length: 5',
    'Content-Length: 5\r\nContent-Length: 6',
    'Content-Length: -1',
    'Content-Length: +5',
    'Content-Length: 5, 5',
    'Content-Length: 99999999999999999999',
    'Content-Length: 0x5',
    'Content-Length : 5',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: chunked\r\nContent-Length: 5',
    'Transfer-Encoding: gzip, chunked',
    'Transfer-Encoding: chunked, identity',
    'Transfer-Encoding: xchunked',
    'Transfer-Encoding:\u000bchunked',
    'Content-Encoding: gzip',
    'Content-Type: application/json\r\nContent-Type: text/plain',
    'Content-Type: \u00ff\u00fe',
    'Content-Type: application/json; charset=\u00e9',
    ' folded: value',
    'NoColon',
    ': no name',
    'X\0: nul',
    'X: a\0b',
    'X: a\rb',
    '__proto__: x',
    'constructor: x',
    `X: ${'y'.repeat(17_000)}`,
    Array.from({ length: 2500 }, (_, index) => `h${index}:`).join('\r\n'),
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 20 }),
  fc.tuple(fc.string({ maxLength: 8 }), oddText).map(([name, value]) => `${name}: ${value}`),
);
const body = fc.oneof(
  fc.constantFrom(
    '',
    '{}',
    'hello',
    '5\r\nhello\r\n0\r\n\r\n',
    '5;ext=1\r\nhello\r\n0\r\nTrailer: x\r\n\r\n',
    'ffffffffffffffff\r\nx\r\n',
    '-5\r\nhello\r\n',
    '5\nhello\n0\n\n',
    '0\r\n\r\nGET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
    `0\r\n\r\nPOST ${webhookPath} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{}`,
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 50 }),
);
const lineEnd = fc.oneof(
  { weight: 9, arbitrary: fc.constant('\r\n') },
  { weight: 1, arbitrary: fc.constantFrom('\n', '\r', '\n\r', '\r\r\n') },
);

/** The shape of HTTP, with anything in each place. */
const shapeOfHttp = fc
  .record({ method, target, version, headers: fc.array(header, { maxLength: 4 }), body, lineEnd })
  .map(({ method, target, version, headers, body, lineEnd }) =>
    latin1([`${method} ${target} ${version}`, 'Host: 127.0.0.1', ...headers, '', body].join(lineEnd)),
  );

/** A sound request, and another one behind it before anything was answered. */
const wellFormed = fc
  .tuple(validMessage, framing)
  .chain(([{ fields }, layout]) => encodingOf(fields).map((framed) => toWire(framed, layout)));
const soundBytes = fc.oneof(
  wellFormed,
  mutatedRequest.map(({ bytes }) => bytes),
);
const pipelined = fc.array(soundBytes, { minLength: 2, maxLength: 4 }).map((parts) => Buffer.concat(parts));

const damaged = fc
  .tuple(fc.oneof(soundBytes, shapeOfHttp, pipelined), fc.array(byteDamage, { minLength: 1, maxLength: 4 }))
  .map(([bytes, damages]) => damages.reduce((before, spoil) => spoil(before), bytes));

const bytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 300 }) },
  { weight: 1, arbitrary: oddText.map((text) => toBytes(`${text} `)) },
  { weight: 5, arbitrary: shapeOfHttp },
  { weight: 4, arbitrary: damaged },
  { weight: 1, arbitrary: pipelined },
);

/** Whatever a connection may carry: garbage, what only looks like HTTP, and sound requests one after the other. */
export const rawRequest: fc.Arbitrary<FuzzRequest> = fc
  .record({ bytes, ending: fc.constantFrom(...endings) })
  .map(({ bytes, ending }) => ({ origin: 'raw', bytes, framed: null, expected: null, ending }));
