import { z } from 'zod';
import { valuesOf } from '../../../shared/connection-headers.ts';
import type { RequestTrace } from '../../../shared/requests.ts';
import {
  answerBodySchema,
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
  UnsoundError,
  withoutToken,
} from './found-request.ts';

/** What {@link import('./request-line.ts').toRequestLine} writes, as far as it is read. */
const lineSchema = z.object({
  received_at: momentSchema,
  method: methodSchema,
  path: targetSchema,
  query: targetSchema.default(''),
  content_type: z.string().max(1000).nullish(),
  body_base64: z.string().default(''),
  http_version: httpVersionSchema,
  headers: headersSchema.nullish(),
  remote_address: z.string().max(64).nullish(),
  times_ms: timesSchema,
  answer: z
    .object({ status: statusSchema, headers: z.record(z.string(), z.string()).default({}), body: answerBodySchema })
    .nullish(),
});

/** The requests of a JSON Lines file; blank lines are passed over. */
export function* readRequestLines(text: string, ownToken: string): Generator<Found> {
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    if (line.trim() === '') continue;
    yield toFound(parseFound(lineSchema, parse(line, number), String(number)), number, ownToken);
  }
}

function parse(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UnsoundError(String(number));
  }
}

function toFound(line: z.output<typeof lineSchema>, number: number, ownToken: string): Found {
  const body = readBody(line.body_base64, 'base64', `${number}.body_base64`);
  if (body === null) return 'body_too_large';
  return {
    request: {
      receivedAt: line.received_at,
      method: line.method.toUpperCase(),
      contentType: line.content_type ?? valuesOf(line.headers ?? [], 'content-type')[0] ?? null,
      query: line.query,
      body,
    },
    answerStatus: line.answer?.status ?? 0,
    trace: line.headers == null ? null : toTrace(line, line.headers, ownToken),
  };
}

const toTrace = (
  line: z.output<typeof lineSchema>,
  headers: RequestTrace['headers'],
  ownToken: string,
): RequestTrace => ({
  path: withoutToken(line.path, ownToken),
  httpVersion: line.http_version,
  headers,
  remoteAddress: line.remote_address ?? null,
  times: line.times_ms ?? { read: null, parsed: null, committed: null, answered: null },
  answer: line.answer ?? { status: 0, headers: {}, body: '' },
});
