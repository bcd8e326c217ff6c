import type { CallDetail, EventRecord } from './calls.ts';
import { readCustomField } from './custom-field-value.ts';
import { isPlaceholder } from './custom-fields.ts';
import type { JsonValue } from './json.ts';
import { describePhoneNumber } from './phone-number.ts';

/** What a link needs of a call. */
export type LinkCall = Pick<
  CallDetail,
  'number' | 'agent' | 'callerid' | 'appId' | 'requestId' | 'conversationUuid' | 'customFields'
> & { events: Pick<EventRecord, 'kind' | 'leg' | 'fields'>[] };

/**
 * The fields of a call that a template can name, besides custom fields. `to` is the number as
 * digits alone, which is how most CRMs keep it; `to_e164` is the same with its country code and `+`, and is missing if
 * that code is unknown. `agent` is the extension, `user` TeleCMI's whole id.
 */
export const plainFieldNames = [
  'to',
  'to_e164',
  'callerid',
  'agent',
  'user',
  'app_id',
  'call_id',
  'conversation_uuid',
  'request_id',
  'direction',
] as const;
export type PlainFieldName = (typeof plainFieldNames)[number];

export type FieldName =
  | { kind: 'plain'; name: PlainFieldName }
  /** `path` is null for a whole `custom` or `extra_params` that is not JSON. */
  | { kind: 'custom'; source: 'custom' | 'extra_params'; path: string | null };

/** Reads a field's name as templates and conditions spell it; null for a name that no call has. */
export function readFieldName(name: string): FieldName | null {
  const plain = plainFieldNames.find((known) => known === name);
  if (plain !== undefined) return { kind: 'plain', name: plain };
  const custom = /^(custom|extra_params)(?:\.(.+))?$/s.exec(name);
  if (custom === null) return null;
  return { kind: 'custom', source: custom[1] === 'custom' ? 'custom' : 'extra_params', path: custom[2] ?? null };
}

/** A field's value: text fit for one place in a link; nothing; or a list or object, of which one value must be named. */
export type FieldValue = { status: 'text'; text: string } | { status: 'missing' } | { status: 'several' };

/** The value a call has under a name. Controls become a space: no field needs them, and some programs obey them. */
export function readFieldValue(call: LinkCall, name: FieldName): FieldValue {
  const value = name.kind === 'plain' ? plainFields[name.name](call) : readCustom(call, name);
  if (value === null || value === undefined) return { status: 'missing' };
  if (typeof value === 'object') return { status: 'several' };
  const text = String(value)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return text === '' ? { status: 'missing' } : { status: 'text', text };
}

function readCustom(call: LinkCall, { source, path }: Extract<FieldName, { kind: 'custom' }>): JsonValue | undefined {
  if (path !== null) return readCustomField(call.customFields, path, source);
  const whole = call.customFields.find((field) => field.source === source && field.name === source);
  return whole === undefined || isPlaceholder(whole.value) ? undefined : whole.value;
}

const plainFields: Record<PlainFieldName, (call: LinkCall) => JsonValue | undefined> = {
  to: ({ number }) => (number === null ? null : toDigits(number)),
  to_e164: ({ number, callerid }) => (number === null ? null : describePhoneNumber({ number, callerid }).e164),
  callerid: ({ callerid }) => callerid,
  agent: ({ agent }) => (agent === null ? null : (/^(\d+)_\d+$/.exec(agent)?.[1] ?? agent)),
  user: ({ agent }) => agent,
  app_id: ({ appId }) => appId,
  call_id: (call) => ofEvents(call, 'call_id'),
  conversation_uuid: ({ conversationUuid }) => conversationUuid,
  request_id: ({ requestId }) => requestId,
  direction: (call) => ofEvents(call, 'direction'),
};

/** What is no telephone number, such as a SIP address, stays as it came. */
function toDigits(number: string): string {
  const bare = number.replaceAll(/[\s().-]/g, '').replace(/^\+/, '');
  return /^\d+$/.test(bare) ? bare : number;
}

/** Of the customer's start, else of any start, else of what came first; a CDR has a `call_id` of its own. */
function ofEvents({ events }: LinkCall, name: string): JsonValue | undefined {
  const trust = ({ kind, leg }: LinkCall['events'][number]): number =>
    (kind === 'outgoing_started' ? 4 : 0) + (kind === 'cdr' ? 0 : 2) + (leg === 'b' ? 1 : 0);
  const byTrust = events.toSorted((one, other) => trust(other) - trust(one));
  return byTrust.map(({ fields }) => fields[name]).find((value) => value !== undefined && value !== '');
}
