import type { IncomingMessage, ServerResponse } from 'node:http';
import { maskToken } from '../../shared/mask-token.ts';
import type { Answer, Header, RequestTrace } from '../../shared/requests.ts';
import { ownSendHeader } from './own-sends.ts';
import { splitTarget } from './split-target.ts';

/** Headers as they came, in their order and spelling, without the token and without DialPop's own mark. */
function headersOf({ rawHeaders }: IncomingMessage, token: string): Header[] {
  const headers: Header[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.toLowerCase() !== ownSendHeader) headers.push([name, maskToken(rawHeaders[index + 1] ?? '', token)]);
  }
  return headers;
}

/** Stages of a request, each when it was done on `performance.now()`'s clock; null where it did not come so far. */
export interface StageTimes {
  startedAt: number;
  readAt: number | null;
  parsedAt: number | null;
  committedAt: number | null;
}

export interface TracedAnswer {
  request: IncomingMessage;
  response: ServerResponse;
  times: StageTimes;
  answer: Answer;
  /** What must not be written down. */
  token: string;
}

/**
 * Calls back with how a request came and was answered, once the answer is with the system or its sender is
 * gone: nothing of it is done before. To be called before the answer is sent.
 */
export function traceAnswer(traced: TracedAnswer, keep: (trace: RequestTrace) => void): void {
  const { request, response } = traced;
  // Who has gone already hears no answer, and nothing more is told of them.
  if (response.closed || request.socket.destroyed) {
    keep(toTrace(traced, null));
    return;
  }
  let answeredAt: number | null = null;
  response.once('finish', () => {
    answeredAt = performance.now();
  });
  response.once('close', () => keep(toTrace(traced, answeredAt)));
}

function toTrace({ request, times, answer, token }: TracedAnswer, answeredAt: number | null): RequestTrace {
  const since = (at: number | null): number | null => (at === null ? null : toMicroseconds(at - times.startedAt));
  return {
    path: maskToken(splitTarget(request.url ?? '').path, token),
    httpVersion: request.httpVersion,
    headers: headersOf(request, token),
    remoteAddress: request.socket.remoteAddress ?? null,
    times: {
      read: since(times.readAt),
      parsed: since(times.parsedAt),
      committed: since(times.committedAt),
      answered: since(answeredAt),
    },
    // A HEAD is answered without the body.
    answer: request.method === 'HEAD' ? { ...answer, body: '' } : answer,
  };
}

/** The clock tells no more, and more digits would only take space. */
const toMicroseconds = (ms: number): number => Math.round(ms * 1000) / 1000;
