/** What a load is, and what becomes of it: the words between a test and the process that makes the load. */
export interface LoadOptions {
  /** The webhook's URL. */
  url: string;
  /** Begins every event's id; a load's own. */
  idPrefix: string;
  connections: number;
  /** Requests under way on a connection at most. */
  pipelining: number;
  /**
   * Requests a second that fall due whatever the answers do (open loop); null for as many as are
   * answered, each connection sending its next once the one before is answered (closed loop).
   */
  ratePerSecond: number | null;
  /** How long requests fall due; null until the load is stopped. */
  durationMs: number | null;
  /** How long answers are waited for after that. */
  drainMs: number;
  /** Whether what was due and had no room by then is still sent while answers are waited for, or given up. */
  sendsLate: boolean;
}

/** A request that was sent and not answered: the connection ended, or the load did. */
export const unanswered = 0;
/** A request that fell due, and there never was room to send it. */
export const unsent = 65_535;

/** What became of each request; a request's place is its number, from 0. */
export interface LoadRecords {
  /** HTTP status, `unanswered` or `unsent`. */
  status: Uint16Array;
  /** Seconds of `Retry-After`; -1 without it. */
  retryAfter: Int32Array;
  /**
   * Ms from the moment at which the request was due (open loop), so that a wait for room counts as well,
   * or sent (closed loop), to the answer; NaN without an answer.
   */
  latencyMs: Float64Array;
}

export interface LoadProgress {
  sent: number;
  answered: number;
  /** Answers with 200. */
  acknowledged: number;
  /** Answers with 429 or 503. */
  shed: number;
}

export type FromLoad = { type: 'progress'; progress: LoadProgress } | { type: 'done'; records: LoadRecords };
export type ToLoad = { type: 'begin'; options: LoadOptions } | { type: 'stop' };

/** The id of the event in a load's request. */
export const loadEventId = (idPrefix: string, sequence: number): string =>
  `${idPrefix}-${String(sequence).padStart(8, '0')}`;
