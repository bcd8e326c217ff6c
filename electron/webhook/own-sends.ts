import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ReceivedRequest } from '../../shared/received-request.ts';
import type { OwnSending } from '../../shared/requests.ts';

/** The header by which DialPop knows its own requests again; it is taken off before anything is kept. */
export const ownSendHeader = 'x-dialpop-sending';

/** A request that does not arrive within this is not waited for any more. */
const waitMs = 120_000;

export type OwnSends = ReturnType<typeof createOwnSends>;

/**
 * Tells requests that DialPop sends to itself from those that come by themselves: each is announced, and carries a
 * secret that counts once. Nobody else can make a request pass for DialPop's, or TeleCMI's pass for that.
 *
 * @param key counts any number of times, for what the terminal commands of the same person send
 */
export function createOwnSends(key: string) {
  const announced = new Map<string, OwnSending>();
  const isKey = (value: string): boolean =>
    value.length === key.length && timingSafeEqual(Buffer.from(value, 'latin1'), Buffer.from(key, 'latin1'));

  return {
    key,
    isKey,
    /** Returns the value that the request must carry in {@link ownSendHeader}. */
    announce(own: OwnSending): string {
      const secret = randomBytes(16).toString('hex');
      announced.set(secret, own);
      setTimeout(() => announced.delete(secret), waitMs).unref();
      return secret;
    },
    /** What was announced under a value; null for one that is nobody's. */
    take(value: string): OwnSending | null {
      if (isKey(value)) return { origin: 'composed', sourceId: null };
      const own = announced.get(value) ?? null;
      announced.delete(value);
      return own;
    },
  };
}

const takenRequests = new WeakSet<IncomingMessage>();

/** Whether an answered request was DialPop's own, for code that only sees the answer. */
export const isOwnRequest = (request: IncomingMessage): boolean => takenRequests.has(request);

/** What was announced of a request, where DialPop sent it itself. */
export function takeOwnSending(
  request: IncomingMessage,
  ownSends: Pick<OwnSends, 'take'>,
): Pick<ReceivedRequest, 'own'> {
  const mark = request.headers[ownSendHeader];
  const own = typeof mark === 'string' ? ownSends.take(mark) : null;
  if (own === null) return {};
  takenRequests.add(request);
  return { own };
}
