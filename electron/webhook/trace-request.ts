import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, Header, RequestTrace } from '../../shared/requests.ts';
import { ownSendHeader } from './own-sends.ts';

/** Headers as they came, in their order and spelling, without DialPop's own mark. */
export function headersOf({ rawHeaders }: IncomingMessage): Header[] {
  const headers: Header[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.toLowerCase() !== ownSendHeader) headers.push([name, rawHeaders[index + 1] ?? '']);
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

/**
 * Calls back with how a request came and was answered, once the answer is with the system or its sender is
 * gone: nothing of it is done before.
 *
 * @param path what is written down as its path
 */
export function traceAnswer(
  {
    request,
    response,
    path,
    times,
    answer,
  }: {
    request: IncomingMessage;
    response: ServerResponse;
    path: string;
    times: StageTimes;
    answer: Answer;
  },
  keep: (trace: RequestTrace) => void,
): void {
  let answeredAt: number | null = null;
  response.once('finish', () => {
    answeredAt = performance.now();
  });
  response.once('close', () => {
    const since = (at: number | null): number | null => (at === null ? null : toMicroseconds(at - times.startedAt));
    keep({
      path,
      httpVersion: request.httpVersion,
      headers: headersOf(request),
      remoteAddress: request.socket.remoteAddress ?? null,
      times: {
        read: since(times.readAt),
        parsed: since(times.parsedAt),
        committed: since(times.committedAt),
        answered: since(answeredAt),
      },
      answer,
    });
  });
}

/** The clock tells no more, and more digits would only take space. */
const toMicroseconds = (ms: number): number => Math.round(ms * 1000) / 1000;
