import { z } from 'zod';
import { valuesOf } from '../../../shared/connection-headers.ts';
import type { Header, RequestTrace } from '../../../shared/requests.ts';
import { parseBounded } from './bounded-json.ts';
import {
  answerBodySchema,
  anything,
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
  toPairs,
  withoutToken,
  wordSchema,
} from './found-request.ts';

/** What {@link import('./request-line.ts').toRequestLine} writes, as far as it is read. */
const lineSchema = z.object({
  received_at: momentSchema.nullable().catch(null),
  method: methodSchema.nullable().catch(null),
  path: z.string().nullable().catch(null),
  query: anything.transform(textOf),
  content_type: wordSchema,
  body_base64: z.string().nullable().catch(null),
  body: anything.transform(textOf),
  http_version: httpVersionSchema,
  headers: anything,
  remote_address: remoteAddressSchema,
  times_ms: timesSchema,
  answer: z
    .object({ status: statusSchema, headers: anything.transform(toPairs), body: answerBodySchema })
    .nullable()
    .catch(null),
});
type Line = z.output<typeof lineSchema>;

/** Whether a line is a request: every one has a method. */
export const isRequestLine = (line: string): boolean => {
  const value = parseBounded(line);
  return isRecord(value) && Object.hasOwn(value, 'method');
};

/**
 * The requests of a JSON Lines file, one per line; null for a blank one. A line without a time gets that of the one
 * before.
 *
 * @param fallbackAt the time, as epoch ms, of lines with none before them that has one
 */
export function* readRequestLines(text: string, ownToken: string, fallbackAt: number): Generator<Found | null> {
  let lastAt = fallbackAt;
  for (const written of text.split('\n')) {
    if (written.trim() === '') {
      yield null;
      continue;
    }
    const line = lineSchema.safeParse(parseBounded(written)).data ?? null;
    lastAt = line?.received_at ?? lastAt;
    yield line === null ? { skipped: 'no_json' } : toFound(line, lastAt, ownToken);
  }
}

function toFound(line: Line, receivedAt: number, ownToken: string): Found {
  if (line.method === null) return { skipped: 'no_method' };
  const path = line.path === null || line.path === '' ? null : toTarget(line.path);
  const query = toTarget(line.query);
  if (path === null || query === null) return { skipped: 'no_address' };
  const read = line.body_base64 === null ? readBody(line.body, 'utf-8') : readBody(line.body_base64, 'base64');
  if (!read.ok) return { skipped: read.reason };
  const { headers, isWhole } = readHeaders(line.headers);
  return {
    isPartial: !isWhole || line.received_at === null,
    request: {
      request: {
        receivedAt,
        method: line.method,
        contentType: line.content_type ?? valuesOf(headers, 'content-type')[0] ?? null,
        query,
        body: read.bytes,
      },
      answerStatus: line.answer?.status ?? 0,
      trace: line.headers == null ? null : toTrace(line, withoutToken(path, ownToken), headers),
    },
  };
}

/** DialPop's own files have one character per byte; in any other text, forbidden characters are encoded. */
const toTarget = (text: string): string | null => targetSchema.safeParse(text).data ?? encodeTarget(text);

const toTrace = (line: Line, path: string, headers: Header[]): RequestTrace => ({
  path,
  httpVersion: line.http_version,
  headers,
  remoteAddress: line.remote_address,
  times: line.times_ms ?? { read: null, parsed: null, committed: null, answered: null },
  answer: {
    status: line.answer?.status ?? 0,
    headers: Object.fromEntries((line.answer?.headers ?? []).map(([name, value]) => [name, textOf(value)])),
    body: line.answer?.body ?? '',
  },
});
