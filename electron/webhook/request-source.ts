import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/** Senders whom a proxy names in no way that is understood; they are one source together. */
const unknownSource = 'unknown';

/**
 * Where a request comes from, for its rate: behind a tunnel every connection comes from this machine, so it
 * is the address that the nearest proxy wrote, the last one of `X-Forwarded-For`. What stands before it came
 * with the request, and anybody can write it.
 *
 * @returns null for a request that no proxy handed on: a tool on this machine, or a tunnel that says nothing
 */
export function sourceOf({ 'x-forwarded-for': forwardedFor, forwarded }: IncomingHttpHeaders): string | null {
  if (forwardedFor === undefined) return forwarded === undefined ? null : unknownSource;
  const hops = typeof forwardedFor === 'string' ? forwardedFor : forwardedFor.join(',');
  const last = hops.slice(hops.lastIndexOf(',') + 1).trim();
  if (isIP(last) === 0) return unknownSource;
  // A copy: a part of a string keeps the whole string in memory for as long as it is remembered.
  return Buffer.from(last, 'latin1').toString('latin1');
}
