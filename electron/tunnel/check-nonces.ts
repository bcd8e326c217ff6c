import { createHmac, randomBytes } from 'node:crypto';

/** One check's secret: what is sent through the tunnel, and what must come back. */
export interface IssuedNonce {
  nonce: string;
  answer: string;
  /** Whether it has reached this listener. */
  hasArrived: () => boolean;
  /** It is not waited for any more. */
  forget: () => void;
}

export type CheckNonces = ReturnType<typeof createCheckNonces>;

/**
 * The nonces of the tunnel checks under way. Each is 128 random bits and good for one
 * arrival; the answer can only be known to who holds this process's key.
 */
export function createCheckNonces() {
  const key = randomBytes(32);
  const waiting = new Set<string>();
  const arrived = new Set<string>();
  const answerTo = (nonce: string): string => createHmac('sha256', key).update(nonce).digest('hex');

  return {
    issue(): IssuedNonce {
      const nonce = randomBytes(16).toString('hex');
      waiting.add(nonce);
      return {
        nonce,
        answer: answerTo(nonce),
        hasArrived: () => arrived.has(nonce),
        forget() {
          waiting.delete(nonce);
          arrived.delete(nonce);
        },
      };
    },
    /** The answer to a nonce that arrives for the first time; null for every other. */
    take(nonce: string): string | null {
      if (!waiting.delete(nonce)) return null;
      arrived.add(nonce);
      return answerTo(nonce);
    },
  };
}
