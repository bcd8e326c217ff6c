import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { RequestCounts } from '../../shared/diagnostics/diagnostics.ts';

/** A check of the tunnel is no request of TeleCMI's. */
const tunnelCheck = /^\/hook\/[^/]+\/check\//;

/**
 * Counts what was answered to whom, from outside the webhook, where requests are seen that never got into it.
 *
 * @param isOwn whether DialPop itself sent an answered request; such a request is not counted
 */
export function createRequestCounter(isOwn: (request: IncomingMessage) => boolean = () => false) {
  const counts: RequestCounts = { answered: 0, refused: 0, wrongAddress: 0, shed: 0 };

  const count = (request: IncomingMessage, response: ServerResponse): void => {
    if (tunnelCheck.test(request.url ?? '')) return;
    response.once('finish', () => {
      if (!isOwn(request)) counts[classify(response.statusCode)] += 1;
    });
  };
  return {
    counts: (): RequestCounts => ({ ...counts }),
    /** The same listener, counted. */
    watch:
      (listener: RequestListener): RequestListener =>
      (request, response) => {
        count(request, response);
        return listener(request, response);
      },
  };
}

function classify(status: number): keyof RequestCounts {
  if (status < 400) return 'answered';
  if (status === 404) return 'wrongAddress';
  return status === 429 || status >= 500 ? 'shed' : 'refused';
}
