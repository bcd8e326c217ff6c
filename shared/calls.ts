import type { JsonObject, JsonValue } from './json.ts';
import type { MessageShape } from './message-shapes.ts';
import type { RequestOrigin } from './requests.ts';

/** The kinds of valid TeleCMI message, as `history --json` and the database spell them. */
export const eventKinds = ['outgoing_started', 'live_event', 'cdr'] as const;
export type EventKind = (typeof eventKinds)[number];

/** Why a popup was not shown although its event was recorded. */
export const popupSkipReasons = [
  'not_a_call_start',
  'same_call',
  'other_leg',
  'quiet_hours',
  'paused',
  'not_my_call',
  'agent_unknown',
  'shutting_down',
] as const;
export type PopupSkipReason = (typeof popupSkipReasons)[number];

/** What became of a popup. A failure carries the system's own words. */
export type PopupOutcome =
  | { status: 'shown'; reason: null; shownAfterMs: number }
  | { status: 'skipped'; reason: PopupSkipReason }
  | { status: 'failed'; reason: string };

/** One custom field: a name and value out of `custom` or `extra_params`. */
export interface CustomField {
  /** The field's name; for text that is not JSON the name of what held it. */
  name: string;
  value: JsonValue;
  source: 'custom' | 'extra_params';
}

/** A call as the list shows it: everything with one `conversation_uuid`. */
export interface CallSummary {
  id: number;
  /** Number called, as text, with a leading `+` where TeleCMI sent one; null while unknown. */
  number: string | null;
  /** The number shown to the callee; its country helps to read `number`. Null if unknown. */
  callerid: string | null;
  /** `user` of the call, e.g. `202_2222223`; null for PIOPIY calls. */
  agent: string | null;
  /** Epoch ms at which the first event of the call reached this machine. */
  receivedAt: number;
  /** Status of the newest event of the call, in TeleCMI's word. */
  status: string;
  /** Leg of that event: `a` the agent's, `b` the customer's, empty where not told. */
  statusLeg: string;
  /** A call detail record has come. */
  isOver: boolean;
  isClickToCall: boolean;
  customFields: CustomField[];
  unread: boolean;
  popup: PopupOutcome | null;
  /** Times the call's most repeated event was delivered. */
  deliveries: number;
  isPinned: boolean;
  /** What a person wrote about the call; empty for nothing. */
  note: string;
  /** Other than `received` where all of it was sent by DialPop itself: no call of TeleCMI's. */
  origin: RequestOrigin;
  /** Where a searched word was found that a row does not show, such as an id; null without a search, or where the row shows it. */
  found: { name: string; text: string } | null;
}

/** An HTTP request that carried an event, as it came. */
export interface RequestRecord {
  id: number;
  receivedAt: number;
  method: string;
  contentType: string | null;
  /** Query string without `?`, as it came. */
  query: string;
  /** The body as text; bytes that are no UTF-8 are shown as U+FFFD (the stored bytes are exact). */
  body: string;
  bodyBytes: number;
  outcome: 'accepted' | 'duplicate' | 'refused';
  answerStatus: number;
  /** Why it was refused; empty otherwise. */
  reasons: Reason[];
  callId: number | null;
}

/** One reason why a request was refused, for a person to read. */
export interface Reason {
  /** Name of the field it is about; empty for the whole message. */
  path: string;
  message: string;
  /** What kind of message it is, if known. */
  code?: MessageShape;
}

/** One event of a call, in normal form. */
export interface EventRecord {
  id: number;
  kind: EventKind;
  leg: string;
  status: string;
  /** TeleCMI's `time`: epoch ms at which this leg started; null where it was not told. */
  legStartedAt: number | null;
  receivedAt: number;
  /** Times it was delivered; what DialPop sent again of TeleCMI's event does not count. */
  deliveries: number;
  popup: PopupOutcome | null;
  /** TeleCMI's own field names, normalised, with the unknown fields. */
  fields: JsonObject;
  /** Other than `received` where DialPop sent it itself. */
  origin: RequestOrigin;
  requests: RequestRecord[];
}

/** Everything known about one call. */
export interface CallDetail extends CallSummary {
  conversationUuid: string;
  appId: string | null;
  requestId: string | null;
  /** Fields TeleCMI does not document, merged over the call's events; of several the latest in the call's life counts. */
  unknownFields: { name: string; value: JsonValue }[];
  /** In the order they were received. */
  events: EventRecord[];
}

/** One page of a list ordered newest first; `next` continues it, null at the end. */
export interface Page<Item> {
  items: Item[];
  next: number | null;
}

/** How many calls a stretch of time has, for a day's heading. */
export interface DayCount {
  /** Epoch ms of the day's first moment, as it was asked for. */
  from: number;
  calls: number;
}

/** Calls counted in one part of a count; `next` continues it, null at the end. */
export interface CountPart {
  calls: number;
  next: number | null;
}

/** The strip people read at a glance. */
export interface TodayStatistics {
  calls: number;
  /** One for each hour of the local day, from midnight; 23 or 25 where the clocks change. */
  hours: { startsAt: number; calls: number; byAgent: { agent: string | null; calls: number }[] }[];
  /** How long TeleCMI took to reach this machine: received minus `time`, of call starts. Null without any. */
  delayMs: { median: number; worst: number } | null;
}

/** A value that can complete a filter, with how many of the calls looked at have it. */
export interface FilterSuggestion {
  value: string;
  calls: number;
}
