import type { RequestHandler } from 'express';
import { isWebhookPath } from './authenticate.ts';

/** The address below a webhook URL at which a tunnel check's nonce arrives. */
export const checkUrl = (webhookUrl: string, nonce: string): string => `${webhookUrl}/check/${nonce}`;

/**
 * Answers the tunnel check: `GET /hook/<token>/check/<nonce>`, authenticated as the webhook
 * is. It is no webhook: nothing is stored or counted. A wrong token, and a nonce that is
 * unknown or was used, go on to the same 404 as everything else.
 *
 * @param takeNonce the answer to a nonce, once; null for one that is not waited for
 */
export function answerTunnelChecks(
  getToken: () => string,
  takeNonce: (nonce: string) => string | null,
): RequestHandler {
  return (request, response, next) => {
    const [, path, nonce] = /^(\/hook\/[^/]*)\/check\/([0-9a-f]{32})$/.exec(request.path) ?? [];
    if (request.method !== 'GET' || path === undefined || nonce === undefined) return next();
    const answer = isWebhookPath(path, getToken()) ? takeNonce(nonce) : null;
    if (answer === null) return next();
    response.set('Cache-Control', 'no-store').type('text/plain').send(answer);
  };
}
