import type { Reading } from '../../shared/diagnostics/diagnostics.ts';
import type { Redact } from '../../shared/safe-text.ts';
import { messageOf } from '../error-message.ts';

/** As long as one part may take to answer. */
const timeLimitMs = 3000;

/**
 * Asks one part. One that fails or takes too long says so in its own place and holds up no other.
 *
 * @param ask may throw, reject or never end
 */
export async function readWithin<Facts>(
  redact: Redact,
  ask: () => Facts | Promise<Facts>,
  limitMs = timeLimitMs,
): Promise<Reading<Facts>> {
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(() => limit.reject(new Error(`no answer within ${limitMs / 1000} s`)), limitMs);
  try {
    return { ok: true, facts: await Promise.race([limit.promise, (async () => ask())()]) };
  } catch (error) {
    return { ok: false, reason: redact(messageOf(error), 200) };
  } finally {
    clearTimeout(timer);
  }
}
