import { checkUrl } from '../webhook/check-route.ts';
import type { CheckNonces } from './check-nonces.ts';
import { classifyAnswer } from './classify-answer.ts';
import { classifyFailure, type TunnelFailure } from './classify-failure.ts';
import { getText } from './get-text.ts';

/** How one check ended. `latencyMs`: from asking for the connection to the whole answer. */
export type TunnelOutcome = { state: 'reachable'; latencyMs: number } | ({ state: 'problem' } & TunnelFailure);

/** How long a check may take, all in all. */
const checkTimeoutMs = 10_000;
/** More than any warning page needs to be recognised. */
const maximumBodyBytes = 64 * 1024;

/**
 * Posture: asks an address that the person entered, over the network. Nothing of the answer
 * is kept, shown or followed but a recognised service's name and a host.
 *
 * @param timeoutMs see {@link checkTimeoutMs}; shorter in tests
 */
export function createTunnelCheck(nonces: CheckNonces, timeoutMs = checkTimeoutMs) {
  /**
   * Checks from end to end: a one-time nonce sent to the public URL must arrive at this listener.
   *
   * @param webhookUrl the public one, with the token
   * @returns never rejects; after `signal` is aborted the outcome means nothing
   */
  return async (webhookUrl: string, signal: AbortSignal): Promise<TunnelOutcome> => {
    const issued = nonces.issue();
    const limit = AbortSignal.timeout(timeoutMs);
    const begin = performance.now();
    try {
      const url = checkUrl(webhookUrl, issued.nonce);
      const answer = await getText(url, AbortSignal.any([signal, limit]), maximumBodyBytes);
      const latencyMs = Math.max(1, Math.round(performance.now() - begin));
      // Both: an answer that only looks right has not been through this listener.
      const isOurs = answer.status === 200 && answer.body === issued.answer && issued.hasArrived();
      return isOurs ? { state: 'reachable', latencyMs } : { state: 'problem', ...classifyAnswer(answer, url) };
    } catch (error) {
      if (limit.aborted) return { state: 'problem', problem: 'timed_out', detail: `${timeoutMs / 1000} s` };
      return { state: 'problem', ...classifyFailure(error) };
    } finally {
      issued.forget();
    }
  };
}
