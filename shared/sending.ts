import type { EventKind, Reason } from './calls.ts';
import type { TextPosition } from './received-request.ts';
import type { ReplayObstacle } from './request-draft.ts';
import type { Answer } from './requests.ts';

/** What the listener made of a request that DialPop sent to it. `turned_away`: at the door, before it was looked at. */
export type SentOutcome = 'accepted' | 'duplicate' | 'refused' | 'turned_away';

/** A request that was sent to the own listener, and answered. */
export interface SentRequest {
  /** Its number in the history; null where it was turned away or could not be stored. */
  requestId: number | null;
  outcome: SentOutcome;
  answer: Answer;
  /** From the first byte to the end of the answer, in milliseconds. */
  tookMs: number;
}

export type SendDraftResult = { ok: true; sent: SentRequest } | { ok: false; message: string };

/** How far a replay of several requests has come. */
export interface ReplayProgress {
  done: number;
  total: number;
}

/** What became of a replay of one or many requests. */
export interface ReplayReport {
  /** Those that were answered, in the order they were sent. */
  sent: SentRequest[];
  /** Those that could not be sent, by why; `gone`: it is not in the history any more. */
  skipped: (ReplayObstacle | 'gone')[];
  /** Why it ended before its end: a person cancelled it, or the listener could not be reached; in words. */
  stopped: { isCancelled: boolean; message: string } | null;
}

export type ReplayResult = { ok: true; report: ReplayReport } | { ok: false; message: string };

/** What an unchanged replay of some requests would lead to. */
export interface ReplayPreview {
  /** How many can be sent. */
  total: number;
  /** How many of them went to another receiver: their path is not the webhook's. */
  elsewhere: number;
  /** The first of these, and the answer it will get; null if there is none. */
  first: { path: string; answerStatus: number } | null;
  /** How many of these contain an event, and so become calls when replayed as new calls. */
  newCalls: number;
}

/** What the listener will say of a draft. Whether its event was there before is seen only once it is sent. */
export type DraftPreview =
  | { status: 'accepted'; kind: EventKind; leg: string; eventStatus: string }
  | { status: 'refused'; answerStatus: number; reasons: Reason[]; position: TextPosition | null };
