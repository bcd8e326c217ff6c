import { expect, test } from 'vitest';
import { previewDraft } from '../../../../electron/sending/preview-draft.ts';
import { toOwnWebhook } from '../../../../shared/request-draft.ts';
import { sample } from '../../../support/samples.ts';

const draftWith = (headers: [string, string][]) => ({
  method: 'POST',
  path: '/receiver',
  query: '',
  headers,
  bodyBase64: Buffer.from(sample('outgoing-started').text).toString('base64'),
});

test.each([
  'Origin',
  'Upgrade-Insecure-Requests',
  'Sec-Fetch-Site',
  'Sec-Purpose',
  'Purpose',
  'X-Purpose',
  'X-Moz',
  'Ping-To',
  'Access-Control-Request-Method',
  'Content-Encoding',
  'X-DialPop-Forwarded',
])('a request that a browser recorded with %s is sent to the own webhook without it', (name) => {
  const own = toOwnWebhook(
    draftWith([
      ['Content-Type', 'application/json'],
      [name, 'gzip'],
    ]),
  );
  expect(own.headers).toEqual([['Content-Type', 'application/json']]);
  expect(previewDraft(own)).toMatchObject({ status: 'accepted' });
});

test('a request with more headers than the listener takes is sent with those that fit, its content type among them', () => {
  const headers: [string, string][] = Array.from({ length: 120 }, (_, index) => [`X-${index}`, 'x']);
  const own = toOwnWebhook(draftWith([['Cookie', 'c'.repeat(17_000)], ...headers, ['Content-Type', 'text/plain']]));
  expect(own.headers).toEqual([...headers.slice(0, 64), ['Content-Type', 'text/plain']]);
});
