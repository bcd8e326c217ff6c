import type { JsonObject } from '../json.ts';
import {
  type CallFacts,
  type CallIds,
  createIncomingLeg,
  createLiveEvent,
  createPiopiyStart,
  createRecord,
  customerLegDelayMs,
} from './call-events.ts';
import { type Draft, type DraftValue, plainTextOf } from './draft.ts';

/** Every kind of message that TeleCMI is known to send, in the order of a call. */
export const presetNames = [
  'agent_started',
  'agent_answered',
  'customer_started',
  'customer_answered',
  'hangup',
  'agent_record',
  'customer_record',
  'manual_started',
  'incoming_leg',
  'piopiy_started',
] as const;
export type PresetName = (typeof presetNames)[number];

/** The message of a preset, in TeleCMI's order of fields. */
export function createPreset(name: PresetName, facts: CallFacts): JsonObject {
  switch (name) {
    case 'agent_started':
      return createLiveEvent('a', 'started', facts);
    case 'agent_answered':
      return createLiveEvent('a', 'answered', facts);
    case 'customer_started':
      return createLiveEvent('b', 'started', facts);
    case 'customer_answered':
      return createLiveEvent('b', 'answered', facts);
    case 'hangup':
      return createLiveEvent('b', 'hangup', facts);
    case 'agent_record':
      return createRecord('a', facts);
    case 'customer_record':
      return createRecord('b', facts);
    case 'manual_started':
      return createLiveEvent('a', 'started', { ...facts, isClickToCall: false });
    case 'incoming_leg':
      return createIncomingLeg(facts);
    case 'piopiy_started':
      return createPiopiyStart(facts);
  }
}

/**
 * The same message of another call: its ids and its time are new, everything else is as it was. Fields that are
 * not there, are empty or hold custom fields stay so.
 */
export function withIds(draft: Draft, ids: CallIds): Draft {
  const conversation = plainTextOf(draft, 'conversation_uuid');
  const isCustomerLeg = plainTextOf(draft, 'leg') === 'b';
  const isRecord = plainTextOf(draft, 'type') === 'cdr';
  const isFirstLeg = conversation === null ? !isCustomerLeg : plainTextOf(draft, 'cmiuuid') === conversation;
  const values: Record<string, string> = {
    conversation_uuid: ids.conversation_uuid,
    cmiuuid: isFirstLeg ? ids.conversation_uuid : ids.customerLegId,
    call_id: isRecord ? ids.recordCallId : ids.call_id,
    // PIOPIY's is the conversation's.
    request_id: plainTextOf(draft, 'request_id') === conversation ? ids.conversation_uuid : ids.request_id,
    time: String(isCustomerLeg && !isFirstLeg ? ids.time + customerLegDelayMs : ids.time),
  };
  const renew = (name: string, value: DraftValue): DraftValue => {
    const next = Object.hasOwn(values, name) ? values[name] : undefined;
    return next === undefined || !('text' in value) || value.text === '' ? value : { ...value, text: next };
  };
  return { ...draft, fields: draft.fields.map(({ name, value }) => ({ name, value: renew(name, value) })) };
}
