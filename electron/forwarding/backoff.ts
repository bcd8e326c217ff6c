const firstDelayMs = 1000;
const longestDelayMs = 60_000;
/** A target that asks for more than this is asked again all the same. */
const longestRetryAfterMs = 60 * 60_000;
/** So that targets on one machine do not all come at the moment it is back. */
const jitter = 0.2;

/**
 * How long to wait before a target is tried again: a second, then twice as long each time up to a minute, give or
 * take a fifth; never less than the target asked for.
 *
 * @param attempts those made so far, 1 or more
 * @param retryAfterMs what the target asked for; null for nothing
 * @param random from 0 to 1
 */
export function backOffMs(attempts: number, retryAfterMs: number | null, random: number): number {
  const plainMs = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempts - 1, 10));
  const delayMs = plainMs * (1 - jitter + 2 * jitter * random);
  return Math.round(Math.max(delayMs, Math.min(retryAfterMs ?? 0, longestRetryAfterMs)));
}

/**
 * How long a `Retry-After` header asks to wait, in seconds or until a date.
 *
 * @param now epoch ms
 * @returns null where it says nothing that can be understood
 */
export function readRetryAfterMs(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // `Date.parse` takes nearly everything; an HTTP date begins with its day's name.
  const at = /^[A-Z][a-z]{2},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/**
 * What a target's answer means: it took the request, it does not want it, or it cannot take any now, so that
 * the request and those after it wait.
 */
export function judgeStatus(status: number): 'delivered' | 'failed' | 'retry' {
  if (status >= 200 && status < 300) return 'delivered';
  return status >= 500 || status === 408 || status === 425 || status === 429 ? 'retry' : 'failed';
}
