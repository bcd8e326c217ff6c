import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTestEvent } from '../../../../electron/test-call/test-event.ts';
import { defaultPopupRules } from '../../../../shared/popup-rules.ts';
import { postJson, validEvent } from '../../../support/requests.ts';

const now = 1_700_000_000_000;
const testEvent = (agentIds: string[] = [], leg: 'first' | 'agent' | 'customer' = 'first') =>
  createTestEvent({ agentIds, popups: { ...defaultPopupRules, leg } }, now, randomUUID);

test('is a call start as TeleCMI sends it, known for a test by its custom field', () => {
  const { kind, leg, fields } = validEvent(postJson(testEvent()));
  expect({ kind, leg }).toEqual({ kind: 'outgoing_started', leg: 'a' });
  expect(fields).toMatchObject({ custom: { test: 'DialPop test call' }, time: now, user: '202_2222223' });
  expect(fields).not.toHaveProperty('extra_params');
  expect(fields).not.toHaveProperty('request_id');
});

test.each([
  ['202', '202_2222223'],
  ['4711_99', '4711_99'],
])('is the first agent id’s own: %s', (agentId, user) => {
  expect(testEvent([agentId, '999'])).toMatchObject({ user });
});

test('is of the leg that pops', () => {
  expect(testEvent([], 'agent')).toMatchObject({ leg: 'a' });
  expect(testEvent([], 'customer')).toMatchObject({ leg: 'b' });
});

test('is another call each time', () => {
  const [one, other] = [testEvent(), testEvent()];
  for (const id of ['conversation_uuid', 'cmiuuid', 'call_id']) expect(one[id]).not.toBe(other[id]);
});
