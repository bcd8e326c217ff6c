import type { Reason } from '../../shared/calls.ts';
import { type TelecmiEvent, validateEvent } from '../../shared/event-schema.ts';
import type { ReceivedRequest, TextPosition } from '../../shared/received-request.ts';
import { decodeMessage, readCustom } from './decode-message.ts';

/** A valid event, or why not: `malformed` could not be read at all, `invalid` is no TeleCMI event. */
export type ParseResult =
  | { status: 'valid'; event: TelecmiEvent }
  | { status: 'invalid'; reasons: Reason[] }
  | { status: 'malformed'; reasons: Reason[]; position: TextPosition };

/** Turns a request's bytes into one of the kinds of TeleCMI event, or the reasons why not. */
export function parseEvent(request: Pick<ReceivedRequest, 'method' | 'query' | 'contentType' | 'body'>): ParseResult {
  const decoded = decodeMessage(request);
  if (decoded.ok) {
    const result = validateEvent(decoded.message, readCustom);
    return result.ok ? { status: 'valid', event: result.event } : { status: 'invalid', reasons: result.reasons };
  }
  if (decoded.error === 'too_deep') {
    return { status: 'invalid', reasons: [{ path: '', message: `The message is ${decoded.detail}.` }] };
  }
  const { line, column, position } = decoded.position;
  const message = `${decoded.detail}: line ${line}, column ${column} (position ${position}).`;
  const code = decoded.code === undefined ? {} : { code: decoded.code };
  return { status: 'malformed', reasons: [{ path: '', message, ...code }], position: decoded.position };
}
