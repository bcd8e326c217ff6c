import { z } from 'zod';
import type { EventKind, Reason } from './calls.ts';
import { isCallTime, toEpochMs } from './event-time.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { nameShape } from './message-shapes.ts';

/**
 * The schema of TeleCMI's messages, read tolerantly: what they really send is written
 * down from the vendor's page "Outgoing Started Event" and from what public receivers
 * recorded. Numbers arrive as text from GET, telephone numbers as JSON numbers, ids
 * sometimes empty; all end in one normal form with TeleCMI's own field names.
 */

/** Longest id or status kept; TeleCMI's are up to 44 characters. */
const maximumTextLength = 256;
/** ITU-T E.164 allows 15 digits; SIP addresses and prefixes are longer. */
const maximumNumberLength = 64;

const describeType = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

const invalidText = ({ input }: { input?: unknown }) => `must be text, not ${describeType(input)}`;

/** SQLite's texts end at a NUL and cannot hold half a character. Two ids must not become one for that, so a sign stands in their place. */
const toStorable = (value: string): string => value.toWellFormed().replaceAll('\0', '\uFFFD');

const text = z
  .union([z.string(), z.number()], { error: invalidText })
  .transform((value) => toStorable(String(value).trim()))
  .pipe(z.string().max(maximumTextLength, `must not be longer than ${maximumTextLength} characters`));

const invalidNumber = ({ input }: { input?: unknown }) =>
  `must be a telephone number, as text or as a whole number, not ${describeType(input)}`;

const phoneNumber = z
  .union([z.string(), z.number().int({ error: invalidNumber })], { error: invalidNumber })
  // A "+" that was not percent-encoded in a query arrives as a space.
  .transform((value) =>
    toStorable(
      String(value)
        .replace(/^ (?=\d)/, '+')
        .trim(),
    ),
  )
  .pipe(z.string().max(maximumNumberLength, `must not be longer than ${maximumNumberLength} characters`));

const invalidTime = 'must be the epoch time in milliseconds, a whole number';

/** In any unit, as a number or text; a fraction only if it is a plausible time, such as 1796000534.25 s. */
const time = z
  .union(
    [
      z.number(),
      z
        .string()
        .trim()
        .regex(/^\d{1,19}(\.\d{1,20})?$/)
        .transform(Number),
    ],
    { error: invalidTime },
  )
  .pipe(
    z
      .number()
      .min(0, invalidTime)
      .refine((value) => Number.isInteger(value) || isCallTime(toEpochMs(value)), invalidTime)
      .transform(toEpochMs)
      .pipe(z.number().max(8_640_000_000_000_000, invalidTime)),
  );

const appId = z
  .union([z.number(), z.string()], { error: invalidText })
  .transform((value) => (/^\d{1,15}$/.test(String(value).trim()) ? Number(value) : toStorable(String(value))));

/** The documented fields, each optional here: which ones a kind needs is decided in {@link classifyFields}. */
const knownFieldsSchema = z.object({
  call_id: text.nullish(),
  leg: text.nullish(),
  type: text.nullish(),
  user: text.nullish(),
  team: text.nullish(),
  cmiuuid: text.nullish(),
  conversation_uuid: text.nullish(),
  request_id: text.nullish(),
  direction: text.nullish(),
  status: text.nullish(),
  app_id: appId.nullish(),
  time: time.nullish(),
  to: phoneNumber.nullish(),
  from: phoneNumber.nullish(),
  callerid: phoneNumber.nullish(),
  virtual_number: phoneNumber.nullish(),
  vn: phoneNumber.nullish(),
});
type KnownFields = z.infer<typeof knownFieldsSchema>;

/** Fields on TeleCMI's page or seen in their CDRs; every other one is an unknown field. */
export const documentedFieldNames: ReadonlySet<string> = new Set([
  ...Object.keys(knownFieldsSchema.shape),
  'custom',
  'extra_params',
]);

/** A valid TeleCMI message. */
export interface TelecmiEvent {
  kind: EventKind;
  /** With `leg`, `type` and `status` the identity of the event: a repeat is a redelivery. */
  legId: string;
  leg: string;
  type: 'event' | 'cdr';
  status: string;
  /** Identity of the call; null where the message does not tell (CDRs). */
  conversationUuid: string | null;
  /** Epoch ms at which the leg started. */
  legStartedAt: number | null;
  /** All fields in normal form under TeleCMI's names, unknown ones as they came. */
  fields: JsonObject;
}

export type EventResult = { ok: true; event: TelecmiEvent } | { ok: false; reasons: Reason[] };

/**
 * Validates a message and tells its kind.
 *
 * @param message what was decoded from the request
 * @param readCustom turns the value of `custom` and `extra_params` into what it holds
 */
export function validateEvent(message: JsonValue, readCustom: (value: JsonValue) => JsonValue): EventResult {
  const result = readEvent(message, readCustom);
  const shape = result.ok ? null : nameShape(message);
  return shape === null ? result : { ok: false, reasons: [shape] };
}

function readEvent(message: JsonValue, readCustom: (value: JsonValue) => JsonValue): EventResult {
  if (!isJsonObject(message)) {
    return {
      ok: false,
      reasons: [{ path: '', message: `The message must be an object, not ${describeType(message)}.` }],
    };
  }
  const input = renameAppId(message);
  const known = knownFieldsSchema.safeParse(input);
  if (!known.success) {
    const reasons = known.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
    return { ok: false, reasons };
  }
  const classified = classifyFields(known.data);
  if (!classified.ok) return classified;

  // fromEntries defines properties: a field called __proto__ stays a field.
  const fields: JsonObject = Object.fromEntries(
    Object.entries(input).map(([name, value]): [string, JsonValue] => {
      if (name === 'custom' || name === 'extra_params') return [name, readCustom(value)];
      if (Object.hasOwn(knownFieldsSchema.shape, name)) return [name, known.data[name as keyof KnownFields] ?? null];
      return [name, value];
    }),
  );
  return { ok: true, event: { ...classified.event, fields } };
}

/** `app_id` is called `appid` in CDRs and by PIOPIY. */
function renameAppId(message: JsonObject): JsonObject {
  if (message['appid'] === undefined || message['app_id'] !== undefined) return message;
  return Object.fromEntries(
    Object.entries(message).map(([name, value]) => [name === 'appid' ? 'app_id' : name, value]),
  );
}

type ClassifyResult = { ok: true; event: Omit<TelecmiEvent, 'fields'> } | { ok: false; reasons: Reason[] };

function classifyFields(fields: KnownFields): ClassifyResult {
  const type = fields.type || null;
  if (type !== null && type !== 'event' && type !== 'cdr') {
    return { ok: false, reasons: [{ path: 'type', message: `must be "event" or "cdr", not "${type}"` }] };
  }
  if (type === 'cdr') return withIdentity(fields, 'cdr', 'cdr');

  const isStart = (fields.status === 'started' || fields.status === 'out_started') && fields.direction === 'outbound';
  // The agent's leg of an incoming call says the same, but names the caller and the team instead of a called number.
  const isIncomingLeg = isStart && !fields.to && Boolean(fields.from || fields.team);
  if (isStart && !isIncomingLeg) {
    const reasons = missingFromStart(fields);
    return reasons.length > 0 ? { ok: false, reasons } : withIdentity(fields, 'outgoing_started', 'event');
  }
  // PIOPIY's events have no type, but always a status and the app id.
  const isPiopiy = type === null && Boolean(fields.status) && Boolean(fields.app_id);
  if (type === 'event' || isPiopiy) return withIdentity(fields, 'live_event', 'event');
  return { ok: false, reasons: missingFromAnyEvent(fields) };
}

function missingFromStart(fields: KnownFields): Reason[] {
  const reasons: Reason[] = [];
  if (!fields.to) reasons.push({ path: 'to', message: 'is missing: it holds the number called' });
  else if (!/\d/.test(fields.to))
    reasons.push({ path: 'to', message: 'must hold the number called, which has digits' });
  if (!fields.cmiuuid) reasons.push({ path: 'cmiuuid', message: 'is missing: it is the id of the leg' });
  if (fields.leg !== 'a' && fields.leg !== 'b') {
    const message = fields.leg ? `must be "a" or "b", not "${fields.leg}"` : 'is missing: it is "a" or "b"';
    reasons.push({ path: 'leg', message });
  }
  if (fields.time == null) {
    reasons.push({
      path: 'time',
      message: 'is missing: it is the epoch time in milliseconds at which the leg started',
    });
  }
  return reasons;
}

function missingFromAnyEvent(fields: KnownFields): Reason[] {
  const reasons: Reason[] = [{ path: 'type', message: 'is missing: it is "event" or "cdr"' }];
  if (!fields.status) reasons.push({ path: 'status', message: 'is missing: for the start of a call it is "started"' });
  if (!fields.direction) {
    reasons.push({ path: 'direction', message: 'is missing: for an outgoing call it is "outbound"' });
  }
  if (!fields.to) reasons.push({ path: 'to', message: 'is missing: it holds the number called' });
  if (!fields.cmiuuid) reasons.push({ path: 'cmiuuid', message: 'is missing: it is the id of the leg' });
  return reasons;
}

function withIdentity(fields: KnownFields, kind: EventKind, type: 'event' | 'cdr'): ClassifyResult {
  const legId = fields.cmiuuid || fields.call_id || fields.conversation_uuid || fields.request_id;
  if (!legId) {
    const message = 'is missing, and so are call_id, conversation_uuid and request_id: one id is needed';
    return { ok: false, reasons: [{ path: 'cmiuuid', message }] };
  }
  const leg = fields.leg ?? '';
  return {
    ok: true,
    event: {
      kind,
      legId,
      leg,
      type,
      status: fields.status ?? '',
      // The conversation is named after its first leg, which CDRs leave out.
      conversationUuid: fields.conversation_uuid || (leg === 'a' ? legId : null),
      legStartedAt: fields.time ?? null,
    },
  };
}
