import { z } from 'zod';
import { valuesOf } from '../../../shared/connection-headers.ts';
import type { Header } from '../../../shared/requests.ts';
import { isFormType, toFields, writeForm } from './form-body.ts';
import {
  answerBodySchema,
  anything,
  durationSchema,
  encodeTarget,
  type Found,
  httpVersionSchema,
  isRecord,
  methodSchema,
  momentSchema,
  readBody,
  readHeaders,
  remoteAddressSchema,
  statusSchema,
  targetSchema,
  textOf,
  timesSchema,
  withoutToken,
  wordSchema,
} from './found-request.ts';

const longestUrl = 131_072;
const formType = 'application/x-www-form-urlencoded';

/** A part that is missing, null or of another type counts as an empty one. */
const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => (isRecord(value) ? value : {}), z.object(shape));

/** Names only what is read: programs add fields freely, and omit or improvise what they do not know. */
const entrySchema = part({
  startedDateTime: momentSchema.nullable().catch(null),
  time: durationSchema,
  request: z
    .object({
      method: methodSchema.nullable().catch(null),
      url: anything,
      httpVersion: httpVersionSchema,
      headers: anything,
      queryString: anything,
      bodySize: z.int().positive().nullable().catch(null),
      // Some programs write only the text, or only the fields.
      postData: z.preprocess(
        (value) => (isRecord(value) ? value : Array.isArray(value) ? { params: value } : { text: value }),
        part({
          mimeType: wordSchema,
          text: anything,
          params: anything,
          encoding: wordSchema,
          _encoding: wordSchema,
        }),
      ),
    })
    .nullable()
    .catch(null),
  response: part({
    status: statusSchema,
    headers: anything,
    content: part({ text: answerBodySchema, encoding: wordSchema }),
  }),
  _dialpop: part({
    path: targetSchema.nullable().catch(null),
    query: targetSchema.nullable().catch(null),
    content_type: wordSchema,
    remote_address: remoteAddressSchema,
    times_ms: timesSchema,
  }),
});
type Entry = z.output<typeof entrySchema>;
type HarRequest = NonNullable<Entry['request']>;

const harSchema = z.object({ log: z.object({ entries: z.array(z.unknown()).nullish() }) });

/** Whether a JSON value is a HAR, with entries or without. */
export const isHar = (value: unknown): boolean => harSchema.safeParse(value).success;

/**
 * The requests of a HAR, one per entry and in order. An entry without a time gets that of the one before.
 *
 * @param fallbackAt the time, as epoch ms, of entries with none before them that has one
 */
export function* readHar(har: unknown, ownToken: string, fallbackAt: number): Generator<Found> {
  let lastAt = fallbackAt;
  for (const value of harSchema.safeParse(har).data?.log.entries ?? []) {
    const entry = entrySchema.parse(value);
    yield toFoundRequest(entry, entry.startedDateTime ?? lastAt, ownToken);
    lastAt = entry.startedDateTime ?? lastAt;
  }
}

function toFoundRequest(entry: Entry, receivedAt: number, ownToken: string): Found {
  const { request, response, _dialpop: own } = entry;
  if (request === null) return { skipped: 'no_request' };
  const target = readTarget(request);
  if (typeof target === 'string') return { skipped: target };
  if (request.method === null) return { skipped: 'no_method' };
  const { headers, isWhole: hasAllHeaders } = readHeaders(request.headers);
  const content = readContent(request, headers);
  if ('reason' in content) return { skipped: content.reason };
  const contentType = own.content_type ?? content.type;
  return {
    isPartial: !hasAllHeaders || !content.isWhole || entry.startedDateTime === null,
    request: {
      request: {
        receivedAt,
        method: request.method,
        contentType,
        query: own.query ?? target.query,
        body: content.body,
      },
      answerStatus: response.status,
      trace: {
        path: withoutToken(own.path ?? target.path, ownToken),
        httpVersion: request.httpVersion,
        headers: withContentType(headers, content.body.byteLength > 0 ? contentType : null),
        remoteAddress: own.remote_address,
        times: own.times_ms ?? { read: null, parsed: null, committed: null, answered: entry.time },
        answer: {
          status: response.status,
          headers: Object.fromEntries(readHeaders(response.headers).headers),
          body: answerTextOf(response.content),
        },
      },
    },
  };
}

/** Path and query, or why there are none. */
function readTarget({ url, queryString }: HarRequest): { path: string; query: string } | 'no_request' | 'no_address' {
  const split = typeof url === 'string' && url.length <= longestUrl ? splitUrl(url.trim()) : null;
  if (split === null) return 'no_address';
  // Browsers also list what they load by other schemes, and proxies the tunnels they open.
  if (split === 'other_scheme') return 'no_request';
  const path = encodeTarget(split.path);
  const query = encodeTarget(split.query ?? writeForm(toFields(queryString), null));
  return path === null || query === null ? 'no_address' : { path, query };
}

/** The part of an address that a request contains; the query is null if it has none, as it may be elsewhere. */
function splitUrl(url: string): { path: string; query: string | null } | 'other_scheme' | null {
  if (url === '') return null;
  const [, path, query = null] = /^(?:https?:)?\/\/[^/?#]*([^?#]*)(?:\?([^#]*))?/is.exec(url) ?? [];
  if (path !== undefined) return { path: path.startsWith('/') ? path : `/${path}`, query };
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return 'other_scheme';
  // Some programs only give the path.
  const [, relative = '', relativeQuery = null] = /^([^?#]*)(?:\?([^#]*))?/s.exec(url) ?? [];
  return { path: relative.startsWith('/') ? relative : `/${relative}`, query: relativeQuery };
}

interface Content {
  body: Uint8Array;
  type: string | null;
  /** False if there was something that cannot be made into a body. */
  isWhole: boolean;
}

/** The body and its type. A form that is only listed by its fields is rebuilt. */
function readContent(request: HarRequest, headers: readonly Header[]) {
  const { postData } = request;
  const mimeType = postData.mimeType === '' ? null : postData.mimeType;
  const [headerType = null] = valuesOf(headers, 'content-type');
  const text = textOf(postData.text);
  const fields = text === '' ? toFields(postData.params) : [];
  const types = [headerType, mimeType].filter((type) => type !== null);
  const isForm = fields.length > 0 && (types.length === 0 || types.some(isFormType));
  const encoding = [postData._encoding, postData.encoding].some((name) => name?.toLowerCase() === 'base64');
  const read = isForm
    ? readBody(writeForm(fields, bodyBytesOf(request, headers)), 'utf-8')
    : readBody(text, encoding ? 'base64' : 'utf-8');
  if (!read.ok) return { reason: read.reason };
  const content: Content = {
    body: read.bytes,
    type: headerType ?? mimeType ?? (isForm ? formType : null),
    isWhole: isForm || fields.length === 0,
  };
  return content;
}

function bodyBytesOf({ bodySize }: HarRequest, headers: readonly Header[]): number | null {
  const [length] = valuesOf(headers, 'content-length');
  return length !== undefined && /^\d+$/.test(length) ? Number(length) : bodySize;
}

/** Makes sure a body is sent with the type that the file gives it, even if the headers do not name it. */
const withContentType = (headers: Header[], type: string | null): Header[] =>
  type === null || valuesOf(headers, 'content-type').length > 0
    ? headers
    : [...headers, ...readHeaders([['Content-Type', type]]).headers];

function answerTextOf({ text, encoding }: Entry['response']['content']): string {
  return encoding?.toLowerCase() === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text;
}
