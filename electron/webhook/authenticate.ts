import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { notFound, sendProblem } from './error-responses.ts';

/** The path of the webhook URL for a token. */
export const webhookPath = (token: string): string => `/hook/${token}`;

/**
 * Lets only the exact webhook path through. Everything else gets one and the same 404,
 * so that nobody can tell a wrong token from a wrong path.
 */
export function authenticate(getToken: () => string): RequestHandler {
  return (request, response, next) => {
    if (isWebhookPath(request.path, getToken())) next();
    else sendProblem(response, notFound);
  };
}

/** Compares as digests, which have one length whatever was sent, in constant time. */
export const isWebhookPath = (path: string, token: string): boolean =>
  timingSafeEqual(digest(path), digest(webhookPath(token)));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
