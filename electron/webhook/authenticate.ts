import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { notFound, sendProblem } from './error-responses.ts';

/** The path of the webhook URL for a token. */
export const webhookPath = (token: string): string => `/hook/${token}`;

/**
 * Lets only the exact webhook path through. Everything else gets one and the same 404,
 * so that nobody can tell a wrong token from a wrong path. Compared as digests, which
 * have one length whatever was sent, in constant time.
 */
export function authenticate(getToken: () => string): RequestHandler {
  return (request, response, next) => {
    if (timingSafeEqual(digest(request.path), digest(webhookPath(getToken())))) next();
    else sendProblem(response, notFound);
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
