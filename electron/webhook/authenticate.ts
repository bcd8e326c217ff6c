import { timingSafeEqual } from 'node:crypto';

/** The path of the webhook URL for a token. */
export const webhookPath = (token: string): string => `/hook/${token}`;

/**
 * Whether a path is the webhook's, compared in constant time. Only a path of the same length is
 * compared at all: how long the webhook's is, is no secret.
 *
 * @param path as it came, with nothing decoded and nothing resolved: a detour is another path
 */
export function isWebhookPath(path: string, token: string): boolean {
  const expected = Buffer.from(webhookPath(token), 'latin1');
  if (path.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(path, 'latin1'), expected);
}

/** Whether a path is the webhook's for some token. */
export const mayBeWebhookPath = (path: string): boolean => /^\/hook\/[0-9a-f]{32}$/.test(path);
