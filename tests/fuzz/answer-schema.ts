import { z } from 'zod';
import { messageShapes } from '../../shared/message-shapes.ts';
import type { FuzzRequest } from './fuzz-request.ts';
import type { WireAnswer } from './wire-answer.ts';

/** What the README promises of answers; anything else is a failure. */
const successSchema = z.strictObject({ status: z.enum(['accepted', 'duplicate']) });
const reasons = z
  .array(z.strictObject({ path: z.string(), message: z.string().min(1), code: z.enum(messageShapes).optional() }))
  .min(1);
const position = { position: z.int().min(0), line: z.int().min(1), column: z.int().min(1) };
const problem = <Status extends number>(status: Status) =>
  z.strictObject({
    type: z.literal('about:blank'),
    status: z.literal(status),
    title: z.string().min(1),
    detail: z.string().min(1),
  });

const schemas: Record<number, z.ZodType> = {
  200: successSchema,
  // Where a body could not even be read there is no position.
  400: z.union([problem(400).extend({ ...position, errors: reasons }), problem(400)]),
  // The generators change Host and Origin too.
  403: problem(403),
  404: problem(404),
  405: problem(405),
  413: problem(413),
  415: problem(415),
  422: problem(422).extend({ errors: reasons }),
};

/** What Node answers by itself to what is no HTTP, or asks for more than HTTP: a status and nothing more. */
const parserStatuses = new Set([400, 408, 413, 417, 431]);

/** Statuses after which the request is in the history. */
export const storedStatuses: ReadonlySet<number> = new Set([200, 400, 403, 405, 413, 415, 422]);

export const isParserAnswer = ({ status, body }: WireAnswer): boolean => body === '' && parserStatuses.has(status);

/** Why an answer is none of the documented ones; null where it is one. */
export function checkAnswer(answer: WireAnswer, { framed }: FuzzRequest): string | null {
  const { status, headers, body } = answer;
  const told = `answered ${status} ${JSON.stringify(body.slice(0, 500))}`;
  if (framed === null && isParserAnswer(answer)) return null;
  const schema = schemas[status];
  if (schema === undefined) return `${told}: no documented status`;
  if (status === 405 && headers.get('allow') !== 'GET, POST') return `${told}: without Allow`;
  const type = status === 200 ? 'application/json' : 'application/problem+json';
  if (headers.get('content-type')?.startsWith(type) !== true) return `${told}: as ${headers.get('content-type')}`;
  if (headers.has('x-powered-by')) return `${told}: with X-Powered-By`;
  // A HEAD is answered without the body its answer would have.
  if (body === '' && status === 405 && (framed === null || framed.method === 'HEAD')) return null;
  if (body === '' && status === 404 && (framed === null || framed.method === 'HEAD')) return null;
  const checked = schema.safeParse(parse(body));
  return checked.success ? null : `${told}: ${z.prettifyError(checked.error)}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
