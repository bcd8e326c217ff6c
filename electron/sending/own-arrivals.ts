import type { OwnSending } from '../../shared/requests.ts';
import type { SentOutcome } from '../../shared/sending.ts';
import type { Receiver } from '../events/receive-event.ts';

/** Where a request that DialPop sent itself has arrived. */
export interface Arrival {
  requestId: number | null;
  outcome: SentOutcome;
}

export type OwnArrivals = ReturnType<typeof followOwnSends>;

/**
 * Watches over what the listener receives, and remembers of what DialPop announced and sent itself under which
 * number it was stored. A request is there before its sender has the answer.
 */
export function followOwnSends({ receive, keepRefusal }: Receiver) {
  const arrivals = new WeakMap<OwnSending, Arrival>();
  const followed: Receiver = {
    receive: async (request) => {
      const handled = await receive(request);
      const { status } = handled.receipt;
      const outcome = status === 'accepted' || status === 'duplicate' ? status : 'refused';
      if (request.own !== undefined) arrivals.set(request.own, { requestId: handled.requestId, outcome });
      return handled;
    },
    keepRefusal: async (request, ...why) => {
      const requestId = await keepRefusal(request, ...why);
      if (request.own !== undefined) arrivals.set(request.own, { requestId, outcome: 'refused' });
      return requestId;
    },
  };
  return {
    receiver: followed,
    /** What became of an announced sending, once it was answered; null where it was turned away at the door. */
    arrivalOf: (own: OwnSending): Arrival | null => arrivals.get(own) ?? null,
  };
}
