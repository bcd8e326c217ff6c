import { z } from 'zod';
import { valuesOf } from '../../../shared/connection-headers.ts';
import type { Header } from '../../../shared/requests.ts';
import {
  answerBodySchema,
  durationSchema,
  type Found,
  headersSchema,
  httpVersionSchema,
  methodSchema,
  momentSchema,
  parseFound,
  readBody,
  statusSchema,
  targetSchema,
  timesSchema,
  withoutToken,
} from './found-request.ts';

const longestUrl = 131_072;
const longestBodyText = 67_108_864;
const pair = z.object({ name: z.string(), value: z.string() });
const mostPairs = 1000;

/** Only what is read is named; programs add what they like, and leave out what they do not know. */
const entrySchema = z.object({
  startedDateTime: momentSchema,
  time: durationSchema,
  request: z.object({
    method: methodSchema,
    url: z.string().max(longestUrl),
    httpVersion: httpVersionSchema,
    headers: z.array(pair).max(mostPairs).default([]),
    postData: z
      .object({
        mimeType: z.string().max(1000).nullish(),
        text: z.string().max(longestBodyText).nullish(),
        params: z
          .array(z.object({ name: z.string(), value: z.string().nullish() }))
          .max(mostPairs)
          .nullish(),
        encoding: z.string().nullish(),
        _encoding: z.string().nullish(),
      })
      .nullish(),
  }),
  response: z
    .object({
      status: statusSchema.default(0),
      headers: z.array(pair).max(mostPairs).default([]),
      content: z.object({ text: answerBodySchema, encoding: z.string().nullish() }).nullish(),
    })
    .nullish(),
  _dialpop: z
    .object({
      path: targetSchema.nullish(),
      query: targetSchema.nullish(),
      content_type: z.string().max(1000).nullish(),
      remote_address: z.string().max(64).nullish(),
      times_ms: timesSchema,
    })
    .nullish(),
});
type Entry = z.output<typeof entrySchema>;

const harSchema = z.object({ log: z.object({ entries: z.array(z.unknown()) }) });

/** The requests of a HAR. */
export function* readHar(har: unknown, ownToken: string): Generator<Found> {
  const { log } = parseFound(harSchema, har, '');
  for (const [index, value] of log.entries.entries()) {
    const place = `log.entries[${index}]`;
    yield toFoundRequest(parseFound(entrySchema, value, place), place, ownToken);
  }
}

function toFoundRequest(entry: Entry, place: string, ownToken: string): Found {
  const { request, response, _dialpop: own } = entry;
  const target = splitUrl(request.url);
  // Browsers keep what they load by other schemes, too.
  if (target === null) return 'no_request';
  const body = bodyOf(request.postData, place);
  if (body === null) return 'body_too_large';
  const path = parseFound(targetSchema, own?.path ?? target.path, `${place}.request.url`);
  const query = parseFound(targetSchema, own?.query ?? target.query, `${place}.request.url`);
  const headers = parseFound(headersSchema, toHeaders(request.headers), `${place}.request.headers`);
  const answerHeaders = parseFound(headersSchema, toHeaders(response?.headers ?? []), `${place}.response.headers`);
  const mimeType = request.postData?.mimeType ?? null;
  return {
    request: {
      receivedAt: entry.startedDateTime,
      method: request.method.toUpperCase(),
      contentType: own?.content_type ?? valuesOf(headers, 'content-type')[0] ?? (mimeType === '' ? null : mimeType),
      query,
      body,
    },
    answerStatus: response?.status ?? 0,
    trace: {
      path: withoutToken(path, ownToken),
      httpVersion: request.httpVersion,
      headers,
      remoteAddress: own?.remote_address ?? null,
      times: own?.times_ms ?? { read: null, parsed: null, committed: null, answered: entry.time },
      answer: {
        status: response?.status ?? 0,
        headers: Object.fromEntries(answerHeaders),
        body: answerTextOf(response?.content),
      },
    },
  };
}

/** What of an address a request says; null where it is none of HTTP. What may not stand there is encoded. */
function splitUrl(url: string): { path: string; query: string } | null {
  const [, path, query = ''] = /^https?:\/\/[^/?#]*([^?#]*)(?:\?([^#]*))?/i.exec(url) ?? [];
  if (path === undefined) return null;
  const encode = (text: string): string =>
    text.toWellFormed().replace(/[^\x21-\x7e]+/g, (characters) => encodeURIComponent(characters));
  return { path: path === '' ? '/' : encode(path), query: encode(query) };
}

/** Headers as they came: without what HTTP/2 writes beside them; one that browsers put together on lines is several. */
const toHeaders = (pairs: readonly z.output<typeof pair>[]): Header[] =>
  pairs
    .filter(({ name }) => !name.startsWith(':'))
    .flatMap(({ name, value }) => value.split('\n').map((line): Header => [name, line]));

function bodyOf(postData: Entry['request']['postData'], place: string): Uint8Array | null {
  if (postData == null) return new Uint8Array();
  const { text, params, mimeType } = postData;
  if (text != null) {
    const encoding = (postData._encoding ?? postData.encoding) === 'base64' ? 'base64' : 'utf-8';
    return readBody(text, encoding, `${place}.request.postData.text`);
  }
  // Some programs keep a form only in parts.
  if (params == null || mimeType?.startsWith('application/x-www-form-urlencoded') !== true) return new Uint8Array();
  const form = new URLSearchParams(params.map(({ name, value }): [string, string] => [name, value ?? '']));
  return readBody(String(form), 'utf-8', place);
}

function answerTextOf(content: NonNullable<Entry['response']>['content']): string {
  if (content == null) return '';
  return content.encoding === 'base64' ? Buffer.from(content.text, 'base64').toString('utf8') : content.text;
}
