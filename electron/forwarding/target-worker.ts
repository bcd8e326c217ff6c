import type { ForwardOutcome, ForwardTargetState } from '../../shared/forwarding.ts';
import type { ForwardablePage, ForwardableRequest } from '../history/forward-reader.ts';
import type { ForwardNote } from '../history/forward-writer.ts';
import type { SendResult } from '../sending/send-request.ts';
import { backOffMs, judgeStatus, readRetryAfterMs } from './backoff.ts';
import { createBell } from './bell.ts';

/** How a request came is written down up to 100 ms after its answer; it is waited for so long. */
const traceLimitMs = 3000;
const traceLookMs = 50;
/** While the history cannot be read it is tried again this often. */
const readRetryMs = 2000;
/** An address that leads to the listener may lead elsewhere later: the port or the network has changed. */
const ownListenerLookMs = 60_000;
/** An attempt under way when the worker stops may still end by itself. */
const stopGraceMs = 500;
/** What is kept of an answer's body, in characters. */
const longestAnswerBody = 2000;

/** What came of an attempt; `own_listener`: it was not made, because the target is the listener itself. */
export type ForwardAttempt = SendResult | 'own_listener';

export interface TargetWorkerOptions {
  targetId: string;
  /** The next requests after those that were passed; empty where there are none. */
  readNext: () => Promise<ForwardablePage>;
  attempt: (request: ForwardableRequest, signal: AbortSignal) => Promise<ForwardAttempt>;
  note: (note: ForwardNote) => void;
  /** Resolves once all notes made before are written. */
  settleNotes: () => Promise<void>;
  /** Something of {@link TargetWorker.state} is new. */
  onChange: () => void;
  reportError: (error: unknown) => void;
}

type MadeAttempt = NonNullable<ForwardNote['attempt']>;

export type TargetWorker = ReturnType<typeof startTargetWorker>;

/**
 * Forwards requests to one target, one after the other in the order they came. A target that does not take one is
 * asked again, ever more rarely, for as long as it takes, and what comes after it waits.
 */
export function startTargetWorker(options: TargetWorkerOptions) {
  const { targetId, readNext, attempt, note, settleNotes, onChange, reportError } = options;
  /** Of the attempt under way. */
  let underWay = new AbortController();
  let isStopped = false;
  let activity: ForwardTargetState['activity'] = 'idle';
  let last: ForwardOutcome | null = null;
  let failing: ForwardTargetState['failing'] = null;
  let skippedId: number | null = null;
  /** Requests that the target has taken by another way; the page in hand may still hold them. */
  const taken = new Set<number>();
  let ended: Promise<void> | null = null;
  /** New requests may be there. */
  const arrivals = createBell();
  /** Somebody wants the target to be tried now, or the worker to stop. */
  const impatience = createBell();

  const setActivity = (next: typeof activity): void => {
    if (next === activity) return;
    activity = next;
    onChange();
  };
  /** @param made null where nothing new became of it */
  const pass = (request: ForwardableRequest, made: MadeAttempt | null): void => {
    if (failing !== null) activity = 'sending';
    failing = null;
    onChange();
    note({ targetId, request: { id: request.id, receivedAt: request.receivedAt }, passes: true, attempt: made });
  };

  /** Waits until the target is to be tried again. Returns whether the request was skipped meanwhile. */
  const rest = async (request: ForwardableRequest, attempts: number, retryAfterMs: number | null): Promise<boolean> => {
    const delayMs = backOffMs(attempts, retryAfterMs, Math.random());
    const since = failing?.since ?? Date.now();
    failing = { since, attempts, nextTryAt: Date.now() + delayMs, requestId: request.id };
    activity = 'retrying';
    onChange();
    if (!isStopped && skippedId !== request.id && !taken.has(request.id)) {
      // A retry asked for during the attempt is fulfilled by it, and must not cut short the pause the target asked for.
      impatience.hush();
      await impatience.wait(delayMs);
    }
    return skippedId === request.id;
  };

  /** What a target that does not take a request now is left with. Returns how often it was tried; null once it is skipped. */
  const postpone = async (request: ForwardableRequest, made: MadeAttempt, sent: SendResult): Promise<number | null> => {
    const { id, receivedAt } = request;
    note({ targetId, request: { id, receivedAt }, passes: false, attempt: made });
    const retryAfterMs = sent.ok ? readRetryAfterMs(sent.answer.headers['retry-after'], Date.now()) : null;
    const isSkipped = await rest(request, made.attempts, retryAfterMs);
    if (isSkipped) pass(request, { ...made, state: 'skipped' });
    return isSkipped ? null : made.attempts;
  };
  /** One attempt, with the rest after it. Returns how often the request was tried; null where nothing more is to be done. */
  const tryOnce = async (request: ForwardableRequest, attempts: number): Promise<number | null> => {
    const at = Date.now();
    underWay = new AbortController();
    const { signal } = underWay;
    const sent = await attempt(request, signal);
    if (sent === 'own_listener') {
      setActivity('own_listener');
      await impatience.wait(ownListenerLookMs);
      return attempts;
    }
    // Nobody knows whether it arrived: it is sent again when forwarding goes on.
    if (!sent.ok && signal.aborted) return null;
    last = toOutcome(sent, at);
    const verdict = sent.ok ? judgeStatus(sent.answer.status) : 'retry';
    if (taken.has(request.id) && verdict !== 'delivered') {
      pass(request, null);
      return null;
    }
    const made = { attempts: attempts + 1, outcome: last, answerBody: keptBody(sent) };
    if (verdict === 'retry') return postpone(request, { ...made, state: 'waiting' }, sent);
    pass(request, { ...made, state: verdict });
    return null;
  };
  /** Tries until the target has said something about the request, or it is skipped or taken by another way. */
  const deliver = async (request: ForwardableRequest): Promise<void> => {
    let attempts: number | null = request.attempts;
    while (attempts !== null && !isStopped) {
      if (taken.has(request.id)) return pass(request, null);
      impatience.hush();
      if (failing === null) setActivity('sending');
      attempts = await tryOnce(request, attempts);
    }
  };

  /** Forwards what is there. Returns whether there may be more. */
  const forwardSome = async (): Promise<boolean> => {
    arrivals.hush();
    // That they were taken is noted, so what is read after the notes are settled does not hold them.
    taken.clear();
    await settleNotes();
    if (isStopped) return false;
    const { requests, lookedUpTo } = await readNext();
    for (const request of requests) {
      if (isStopped) return false;
      if (isTraceOnItsWay(request)) {
        await arrivals.wait(traceLookMs);
        return true;
      }
      await deliver(request);
    }
    if (isStopped || lookedUpTo === null) return false;
    if (lookedUpTo.id !== requests.at(-1)?.id) note({ targetId, request: lookedUpTo, passes: true, attempt: null });
    return true;
  };
  const work = async (): Promise<void> => {
    while (!isStopped) {
      try {
        if (await forwardSome()) continue;
        if (isStopped) return;
        setActivity('idle');
        await arrivals.wait(null);
      } catch (error) {
        reportError(error);
        await impatience.wait(readRetryMs);
      }
    }
  };
  const working = work();

  return {
    /** A request has come. */
    wake: arrivals.ring,
    /** Tries a target that did not take requests now. */
    retry(): void {
      if (activity === 'retrying' || activity === 'own_listener') impatience.ring();
    },
    /** Passes over the request that the target does not take; another one is left alone. */
    skip(requestId: number): void {
      skippedId = requestId;
      if (failing?.requestId === requestId) impatience.ring();
    },
    state: (): Pick<ForwardTargetState, 'activity' | 'last' | 'failing'> => ({ activity, last, failing }),
    /** The target has taken a request by another way, and that is noted: it is not sent again. */
    passOver(requestId: number): void {
      taken.add(requestId);
      if (failing?.requestId === requestId) impatience.ring();
    },
    /** Ends it; an attempt under way may end by itself for a moment. All who call wait for the same end. */
    stop(): Promise<void> {
      isStopped = true;
      arrivals.ring();
      impatience.ring();
      ended ??= endGently(working, () => underWay.abort());
      return ended;
    },
  };
}

/**
 * Waits for work that is to end: it may end by itself for a moment, then it is aborted. What does not end even then,
 * as a read of a history that is being exchanged, is not waited for: nothing comes of it any more.
 */
export async function endGently(work: Promise<unknown>, abort: () => void): Promise<void> {
  const tooLate = Promise.withResolvers<void>();
  const abortTimer = setTimeout(abort, stopGraceMs);
  const limitTimer = setTimeout(tooLate.resolve, 2 * stopGraceMs);
  await Promise.race([work, tooLate.promise]);
  clearTimeout(abortTimer);
  clearTimeout(limitTimer);
}

/** Not of a request from before a crash: nobody writes that any more. */
const isTraceOnItsWay = ({ headers, receivedAt }: ForwardableRequest): boolean =>
  headers === null && receivedAt >= performance.timeOrigin && Math.abs(Date.now() - receivedAt) < traceLimitMs;

export const toOutcome = (sent: SendResult, at: number): ForwardOutcome =>
  sent.ok
    ? { at, tookMs: sent.tookMs, status: sent.answer.status, failure: '' }
    : { at, tookMs: null, status: null, failure: sent.message };

/** The beginning of what a target answered. */
export const keptBody = (sent: SendResult): string => (sent.ok ? sent.answer.body.slice(0, longestAnswerBody) : '');
