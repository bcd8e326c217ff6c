import { expect, test } from 'vitest';
import { previewDraft } from '../../../../electron/sending/preview-draft.ts';
import { toOwnWebhook } from '../../../../shared/request-draft.ts';
import { sample } from '../../../support/samples.ts';

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
])('a request that a browser recorded with %s is sent to the own webhook without it', (name) => {
  const draft = {
    method: 'POST',
    path: '/receiver',
    query: '',
    headers: [
      ['Content-Type', 'application/json'],
      [name, 'gzip'],
    ] satisfies [string, string][],
    bodyBase64: Buffer.from(sample('outgoing-started').text).toString('base64'),
  };
  const own = toOwnWebhook(draft);
  expect(own.headers).toEqual([['Content-Type', 'application/json']]);
  expect(previewDraft(own)).toMatchObject({ status: 'accepted' });
});
