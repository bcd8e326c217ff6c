import { z } from 'zod';
import type { SkipReason } from '../../../shared/ipc/take-away.ts';
import { maskToken } from '../../../shared/mask-token.ts';
import { type Header, tokenPlaceholder } from '../../../shared/requests.ts';
import type { ImportedRequest } from '../../history/request-writer.ts';

/** What was read of a request, whose number and outcome are the file's and not kept; or why it was left out. */
export type Found =
  /** `isPartial`: a header, the body or the time could not be read as a whole, and is missing or replaced. */
  { request: ImportedRequest; isPartial: boolean } | { skipped: SkipReason };

/** As much as the listener takes. */
const maximumBodyBytes = 64 * 1024;
const mostHeaders = 500;
const longestText = 65_536;

/** Any value, or none: the code that reads it copes with everything. */
export const anything = z.unknown().optional();

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A value as the text that programs mean by it: numbers and booleans as they are written, nothing for null, objects
 * and lists as JSON.
 */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value == null ? '' : (JSON.stringify(value) ?? '');
}

export type BodyRead = { ok: true; bytes: Uint8Array } | { ok: false; reason: 'body_too_large' | 'body_unreadable' };

/** A body's bytes, or why there are none. Base64 is read with or without padding, line breaks and the URL's alphabet. */
export function readBody(text: string, encoding: 'utf-8' | 'base64'): BodyRead {
  const packed = encoding === 'base64' ? packBase64(text) : text;
  if (packed === null) return { ok: false, reason: 'body_unreadable' };
  // Four characters of base64 are three bytes; a character of text is at least one.
  const fewestBytes = encoding === 'base64' ? Math.floor(packed.length / 4) * 3 : packed.length;
  if (fewestBytes > maximumBodyBytes) return { ok: false, reason: 'body_too_large' };
  const bytes =
    encoding === 'base64' ? Uint8Array.from(Buffer.from(packed, 'base64')) : new TextEncoder().encode(packed);
  return bytes.byteLength > maximumBodyBytes ? { ok: false, reason: 'body_too_large' } : { ok: true, bytes };
}

function packBase64(text: string): string | null {
  const packed = text
    .replaceAll(/\s+/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={1,2}$/, '');
  return /^[A-Za-z0-9+/]*$/.test(packed) && packed.length % 4 !== 1 ? packed : null;
}

/** Until the year 9999, which is as long as ISO 8601 writes years plainly. */
const latestAt = 253_402_300_799_999;
/** Below this a number means seconds: as milliseconds it would be before 1973. */
const fewestMs = 100_000_000_000;

/** A point in time as epoch ms, from ISO 8601 or a number of seconds or milliseconds. */
export const momentSchema = z
  .union([z.string().max(64), z.number()])
  .transform((value) => {
    if (typeof value === 'string' && !/^\s*\d+(\.\d+)?\s*$/.test(value)) return Date.parse(value);
    const number = Number(value);
    return Math.round(number < fewestMs ? number * 1000 : number);
  })
  .refine((at) => at >= 0 && at <= latestAt);

/** A method in capitals, however the file writes it. */
export const methodSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z-]{1,32}$/)
  .toUpperCase();

/** Zero if there was no answer: browsers write 0, -1 or "error" for a request that failed. */
export const statusSchema = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.int().min(100).max(999))
  .catch(0);
/** Milliseconds; null for what says that it is not known. */
export const durationSchema = z.number().min(0).max(latestAt).nullable().catch(null);
/** The text of an answer, or of a part of it; cut at what DialPop's own answers may have. */
export const answerBodySchema = anything.transform((value) => textOf(value).slice(0, longestText));
/** A word; null if it is missing. */
export const wordSchema = z.string().max(1000).nullable().catch(null);
export const remoteAddressSchema = z.string().max(64).nullable().catch(null);
export const timesSchema = z
  .object({ read: durationSchema, parsed: durationSchema, committed: durationSchema, answered: durationSchema })
  .nullable()
  .catch(null);

/** `HTTP/1.1`, `1.1`, `h2`, `HTTP/2.0+quic`; anything else was most likely 1.1. */
export const httpVersionSchema = anything.transform(
  (value) => /^\s*(?:https?\/|h)?(\d(?:\.\d)?)(?![\d.])/i.exec(textOf(value).slice(0, 64))?.[1] ?? '1.1',
);

/** Characters that are one byte each and may stand in a path or a query. */
export const targetSchema = z
  .string()
  .max(longestText)
  .regex(/^[\x21-\x7e\x80-\xff]*$/);

/** A path or query with all forbidden characters encoded; null if it is too long. */
export function encodeTarget(text: string): string | null {
  const encoded = text.toWellFormed().replace(/[^\x21-\x7e]+/g, (characters) => encodeURIComponent(characters));
  return encoded.length > longestText ? null : encoded;
}

const token = /^[\w!#$%&'*+.^`|~-]{1,200}$/;

/** A header in bytes as HTTP carries them, with wider characters as UTF-8; null if HTTP cannot carry it. */
function toHeader(name: string, value: string): Header | null {
  // Zeros and line breaks must not get in: they would begin another header.
  if (!token.test(name) || value.length > longestText || /[\0\r\n]/.test(value)) return null;
  return [name, /[^\0-\xff]/.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value];
}

/**
 * Headers in any of the shapes that programs write: objects with a name and a value, pairs, or one object. HTTP/2's
 * pseudo-headers (`:method`) are left out; a header that a browser joined with line breaks becomes several.
 *
 * @returns `isWhole` is false if a header was left out because HTTP cannot carry it, or if the value has none of these shapes
 */
export function readHeaders(value: unknown): { headers: Header[]; isWhole: boolean } {
  const read = toPairs(value)
    .filter(([name]) => !name.startsWith(':'))
    .flatMap(([name, text]) => linesOf(text).map((line) => toHeader(cleanName(name), line)));
  const headers = read.filter((header) => header !== null).slice(0, mostHeaders);
  const isList = value === null || value === undefined || isRecord(value) || Array.isArray(value);
  return { headers, isWhole: isList && headers.length === read.length };
}

/** Names and values of a list in any of the shapes that programs write. */
export function toPairs(value: unknown): [name: string, value: unknown][] {
  if (isRecord(value)) return Object.entries(value);
  if (!Array.isArray(value)) return [];
  return value.map((pair: unknown) => {
    if (Array.isArray(pair)) return [textOf(pair[0]), pair[1]];
    return isRecord(pair) ? [textOf(pair['name']), pair['value']] : ['', pair];
  });
}

const linesOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => textOf(one).split(/\r?\n/));

/** Some programs leave a colon or spaces at a name. */
const cleanName = (name: string): string => name.trim().replace(/\s*:$/, '');

/** A path without anybody's token: the placeholder stands for this DialPop's and for any other's. */
export function withoutToken(path: string, ownToken: string): string {
  const named = path.replace(/^(\/hook\/)(?:[0-9a-f]{32}|%7Btoken%7D)/i, `$1${tokenPlaceholder}`);
  return maskToken(named, ownToken);
}
