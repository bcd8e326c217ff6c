import type { CallSummary, Reason } from './calls.ts';
import type { OwnSending } from './requests.ts';

/** One HTTP request with the right token, as it came; what every stage after the webhook works on. */
export interface ReceivedRequest {
  /** Epoch ms at which its head had arrived. */
  receivedAt: number;
  method: string;
  contentType: string | null;
  /** Query string without `?`, as it came. */
  query: string;
  /** The body's exact bytes; empty where it was refused for its size. */
  body: Uint8Array;
  /** Set where DialPop sent it itself: it is not TeleCMI's, and is never taken for that. */
  own?: OwnSending;
}

/** What became of a request, for who answers and traces it. */
export interface Handled {
  receipt: Receipt;
  /** Its number in the history; null where it could not be stored. */
  requestId: number | null;
  /** When each stage was done, on `performance.now()`'s clock; null where it did not come so far. */
  parsedAt: number | null;
  committedAt: number | null;
}

/** What the sender is told; every one of them is recorded, save the last two. `overloaded`: too many wait already. */
export type Receipt =
  | { status: 'accepted' }
  | { status: 'duplicate' }
  | { status: 'invalid'; reasons: Reason[] }
  | { status: 'malformed'; reasons: Reason[]; position: TextPosition }
  | { status: 'not_stored' }
  | { status: 'overloaded' };

/** A place in a text: `position` counts UTF-16 units from 0, line and column count from 1. */
export interface TextPosition {
  position: number;
  line: number;
  column: number;
}

/** What the history made of a valid event. */
export interface RecordedEvent {
  status: 'accepted' | 'duplicate';
  requestId: number;
  eventId: number;
  call: CallSummary;
  /**
   * Epoch ms at which a duplicate's event first came, if nobody has decided on its popup: the answer may have failed
   * though the event was stored. Null otherwise.
   */
  undecidedSince: number | null;
  /** Calls whose rows changed or went away: the call's own id, and one it was merged with. */
  changedCallIds: number[];
}
