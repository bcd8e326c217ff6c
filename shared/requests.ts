import type { ChosenAnswer } from './answer-control.ts';
import type { EventKind, PopupOutcome, Reason } from './calls.ts';
import type { JsonObject } from './json.ts';

/**
 * Who made a request. `received`: it came by itself, from TeleCMI or whoever knows the URL. `replayed`, `edited`
 * and `composed`: DialPop sent it to its own listener. `imported`: it was read from a file and never came.
 */
export const requestOrigins = ['received', 'replayed', 'edited', 'composed', 'imported'] as const;
export type RequestOrigin = (typeof requestOrigins)[number];

/** What DialPop sends itself: which of the three, and the request it was made from. */
export interface OwnSending {
  origin: Exclude<RequestOrigin, 'received' | 'imported'>;
  sourceId: number | null;
}

/** Why a request was turned away at the door: it is kept without its body, and only some of many are. */
export const strayReasons = [
  /** Without the token: another path, or a wrong one. */
  'unknown',
  /** Without the token, and more of them than are worth an answer of their own. */
  'too_many_unknown',
  /** With the token, from one source behind a tunnel, faster than its rate. */
  'too_fast',
  /** With the token, while as many as can be are under way. */
  'overloaded',
  /** More headers than any sender has a use for. */
  'too_many_headers',
] as const;
export type StrayReason = (typeof strayReasons)[number];

/** Why a request with the right token was refused. */
export const refusals = [
  'malformed',
  'invalid',
  'from_browser',
  'wrong_host',
  'wrong_method',
  'too_large',
  'compressed',
  /** Its sender stopped, or went away, in the middle of the body. */
  'broken_off',
  /** DialPop forwarded it, and it came back. */
  'forwarded_to_itself',
] as const;
export type Refusal = (typeof refusals)[number];

/** All of them: refused, or turned away at the door. */
export const refusalReasons = [...refusals, ...strayReasons] as const;

export const requestOutcomes = ['accepted', 'duplicate', 'refused', 'imported'] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

/** A header as it came: its name in the sender's spelling, and its value. */
export type Header = readonly [name: string, value: string];

/** What stands for the token in a path, whatever the token was. */
export const tokenPlaceholder = '{token}';

/** How a request came and was answered, beside what it said. Written down after the answer. */
export interface RequestTrace {
  /** Path as it came, without the query; the token is {@link tokenPlaceholder}. */
  path: string;
  /** `1.1` */
  httpVersion: string;
  /** In the order they came. */
  headers: readonly Header[];
  /** Who connected: a tunnel's agent, on this machine. */
  remoteAddress: string | null;
  /** Milliseconds, with fractions, from the request's head to each stage; null where it did not come so far. */
  times: {
    /** The whole body was there. */
    read: number | null;
    parsed: number | null;
    /** The history had it on disk. */
    committed: number | null;
    /** The last byte of the answer was handed to the system; null where the sender was gone. */
    answered: number | null;
  };
  answer: Answer;
}

/** What a sender was told. `headers` are those DialPop set; Node adds `Date` and those of the connection. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Set where a person chose it, or its delay, in place of DialPop's own. */
  chosen?: ChosenAnswer;
}

/** Why nothing is known of how a request came. */
export type TraceAbsence =
  /** Let go to keep within the inspector's limits. */
  | 'cut'
  /** The app ended before it was written, or had more to write than it could. */
  | 'not_written'
  /** A version of DialPop before there were traces. */
  | 'older_version'
  /** The file it was read from does not tell. */
  | 'not_in_file';

/** Why a body was not kept. `not_read`: the request was refused before. */
export type BodyAbsence = 'too_large' | 'not_read';

/** A request as the list shows it. */
export interface RequestSummary {
  id: number;
  /** Epoch ms. */
  receivedAt: number;
  method: string;
  /** See {@link RequestTrace.path}; null where it was not kept. */
  path: string | null;
  /** Query string without `?`, as it came. */
  query: string;
  contentType: string | null;
  bodyBytes: number;
  outcome: RequestOutcome;
  /** Null where it was not refused, and for what was refused before DialPop kept the reason's name. */
  refusal: Refusal | StrayReason | null;
  answerStatus: number;
  reasons: Reason[];
  origin: RequestOrigin;
  isPinned: boolean;
  callId: number | null;
  /** What it says; null where it holds no event. */
  event: { kind: EventKind; leg: string; status: string; number: string | null; callerid: string | null } | null;
}

/** Everything known of one request. */
export interface RequestDetail extends RequestSummary {
  /** The exact bytes, in base64. */
  bodyBase64: string;
  /** The request it was made from. */
  sourceId: number | null;
  /** The request that brought its event first, which may be this one; null without an event. */
  firstRequestId: number | null;
  trace: RequestTrace | null;
  /** Why there is no trace; null where there is one. */
  traceAbsence: TraceAbsence | null;
  /** Why there is no body although it may have had one; null where it is there, or is known to be empty. */
  bodyAbsence: BodyAbsence | null;
  /** The event's fields in normal form. */
  fields: JsonObject | null;
  /** What became of the popup; null while it is open, and without an event. Of a duplicate it is the first delivery's. */
  popup: PopupOutcome | null;
}

/** True where nothing of it ever came in through the listener's door. */
export const isStray = (refusal: RequestSummary['refusal']): refusal is StrayReason =>
  strayReasons.some((reason) => reason === refusal);
