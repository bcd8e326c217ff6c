import { z } from 'zod';
import type { SkipReason } from '../../../shared/ipc/take-away.ts';
import { maskToken } from '../../../shared/mask-token.ts';
import { type Header, tokenPlaceholder } from '../../../shared/requests.ts';
import type { ImportedRequest } from '../../history/request-writer.ts';

/** What was read of a request, whose number and outcome are the file's and not kept; or why it was left out. */
export type Found = ImportedRequest | SkipReason;

/** As much as the listener takes. */
const maximumBodyBytes = 64 * 1024;
const mostHeaders = 500;
const longestText = 65_536;

/** A request of a file is not as it should be. */
export class UnsoundError extends Error {
  /** Where in the file: `log.entries[2].request.url`. */
  readonly place: string;
  constructor(place: string) {
    super(place);
    this.place = place;
  }
}

const base64Schema = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));

/**
 * A body's bytes; null where there are more than are kept.
 *
 * @param place where in the file it stands
 */
export function readBody(text: string, encoding: 'utf-8' | 'base64', place: string): Uint8Array | null {
  // Four characters of base64 are three bytes; a character of text is at least one.
  const fewestBytes = encoding === 'base64' ? Math.floor(text.length / 4) * 3 - 2 : text.length;
  if (fewestBytes > maximumBodyBytes) return null;
  const bytes = encoding === 'base64' ? parseFound(base64Schema, text, place) : new TextEncoder().encode(text);
  return bytes.byteLength > maximumBodyBytes ? null : bytes;
}

/** What a schema makes of a value, or an {@link UnsoundError} that names the first place that is wrong. */
export function parseFound<Schema extends z.ZodType>(schema: Schema, value: unknown, place: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const path = (parsed.error.issues[0]?.path ?? []).map((part) =>
    typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
  );
  throw new UnsoundError(`${place}${path.join('')}`);
}

/** Until the year 9999, which is as long as ISO 8601 writes years plainly. */
const latestAt = 253_402_300_799_999;

/** A moment, as epoch ms. */
export const momentSchema = z
  .string()
  .max(64)
  .transform((text) => Date.parse(text))
  .refine((at) => at >= 0 && at <= latestAt);

export const methodSchema = z.string().regex(/^[A-Za-z-]{1,32}$/);
export const statusSchema = z.int().min(0).max(999);
/** Milliseconds; null for what says that it is not known. */
export const durationSchema = z
  .number()
  .max(latestAt)
  .transform((ms) => (ms < 0 ? null : ms))
  .nullish()
  .transform((ms) => ms ?? null);

/** Characters that are one byte each and may stand in a path or a query. */
export const targetSchema = z
  .string()
  .max(longestText)
  .regex(/^[\x21-\x7e\x80-\xff]*$/);

const token = /^[\w!#$%&'*+.^`|~-]{1,200}$/;
/** A header's value, in bytes as HTTP carries them: what is more than a byte is told in UTF-8. */
const headerValue = z
  .string()
  .max(longestText)
  // The one character that must not come in is the one that would begin another header.
  .refine((value) => !/[\0\r\n]/.test(value))
  .transform((value) => (/[^\0-\xff]/.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value));

export const headerSchema: z.ZodType<Header> = z.tuple([z.string().regex(token), headerValue]);
export const headersSchema = z.array(headerSchema).max(mostHeaders);

/** What an answer said; more than DialPop says itself is cut. */
export const answerBodySchema = z
  .string()
  .nullish()
  .transform((text) => (text ?? '').slice(0, longestText));

export const timesSchema = z
  .object({ read: durationSchema, parsed: durationSchema, committed: durationSchema, answered: durationSchema })
  .nullish();

/** `HTTP/1.1`, `1.1`, `h2`, `http/2.0`; what says nothing of the kind was most likely 1.1. */
export const httpVersionSchema = z
  .string()
  .max(64)
  .nullish()
  .transform((text) => /(\d(?:\.\d)?)$/.exec(text ?? '')?.[1] ?? '1.1');

/** A path without anybody's token: the placeholder stands for this DialPop's and for any other's. */
export function withoutToken(path: string, ownToken: string): string {
  const named = path.replace(/^(\/hook\/)(?:[0-9a-f]{32}|%7Btoken%7D)/i, `$1${tokenPlaceholder}`);
  return maskToken(named, ownToken);
}
