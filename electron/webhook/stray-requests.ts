import type { IncomingMessage, ServerResponse } from 'node:http';
import { maskToken } from '../../shared/mask-token.ts';
import type { ReceivedRequest } from '../../shared/received-request.ts';
import type { Answer, RequestTrace, StrayReason } from '../../shared/requests.ts';
import { type OwnSends, takeOwnSending } from './own-sends.ts';
import { createRateLimit, type Rate } from './rate-limit.ts';
import { splitTarget } from './split-target.ts';
import { traceAnswer } from './trace-request.ts';

/** Those kept of all requests that are turned away; of a flood only some, so that it costs no more than its answers. */
export const strayRate: Rate = { perSecond: 5, burst: 50 };

/** A request that was turned away at the door; nothing of its body was read. */
export interface TurnedAway {
  request: IncomingMessage;
  response: ServerResponse;
  reason: StrayReason;
  answer: Answer;
}

export interface StrayKeeperOptions {
  getToken: () => string;
  ownSends: Pick<OwnSends, 'take'>;
  keep: (request: ReceivedRequest, reason: StrayReason, trace: RequestTrace) => void;
  rate?: Rate;
}

/** Hands on some of the requests that are turned away, as they came but for the token, without their bodies. */
export function createStrayKeeper({ getToken, ownSends, keep, rate = strayRate }: StrayKeeperOptions) {
  const limit = createRateLimit(rate, () => performance.now());
  return ({ request, response, reason, answer }: TurnedAway): void => {
    if (!limit.take()) return;
    const token = getToken();
    const received: ReceivedRequest = {
      receivedAt: Date.now(),
      method: request.method ?? '',
      contentType: request.headers['content-type'] ?? null,
      query: maskToken(splitTarget(request.url ?? '').query, token),
      body: new Uint8Array(),
      ...takeOwnSending(request, ownSends),
    };
    const times = { startedAt: performance.now(), readAt: null, parsedAt: null, committedAt: null };
    traceAnswer({ request, response, times, answer, token }, (trace) => keep(received, reason, trace));
  };
}
