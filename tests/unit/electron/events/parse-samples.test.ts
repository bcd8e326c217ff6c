import { describe, expect, test } from 'vitest';
import type { TelecmiEvent } from '../../../../shared/event-schema.ts';
import { createSampleEvent, documentedIds } from '../../../../shared/sample-events.ts';
import { get, post, postForm, validEvent } from '../../../support/requests.ts';
import { asTexts, sample } from '../../../support/samples.ts';

/** Each sample's event, written out: what is stored and shown, in TeleCMI's own names. */
const events: Record<string, TelecmiEvent> = {
  'outgoing-started': {
    kind: 'outgoing_started',
    legId: 'ccd826f9-67a4-4467-acfb-a53093ff5c9d',
    leg: 'a',
    type: 'event',
    status: 'started',
    conversationUuid: 'ccd826f9-67a4-4467-acfb-a53093ff5c9d',
    legStartedAt: 1650635340436,
    fields: {
      call_id: 'e51d5392-d9cf-123b-fe91-3cecefb9bfb6',
      leg: 'a',
      type: 'event',
      user: '202_2222223',
      cmiuuid: 'ccd826f9-67a4-4467-acfb-a53093ff5c9d',
      direction: 'outbound',
      callerid: '442000000000',
      app_id: 2223343,
      time: 1650635340436,
      custom: { crm: 'true' },
      extra_params: { click2call: 'true' },
      request_id: 'bvS68LlqtFunYMQO0db6g9klSdfS0UHHDoK9S9Qvaed',
      status: 'started',
      to: '442000000001',
      conversation_uuid: 'ccd826f9-67a4-4467-acfb-a53093ff5c9d',
    },
  },
  'outgoing-started-leg-b': {
    kind: 'outgoing_started',
    legId: '81b3d612-0f0e-4d6c-9d0b-7c7e9a2f5b33',
    leg: 'b',
    type: 'event',
    status: 'started',
    conversationUuid: 'ccd826f9-67a4-4467-acfb-a53093ff5c9d',
    legStartedAt: 1650635346120,
    fields: {
      call_id: 'e51d5392-d9cf-123b-fe91-3cecefb9bfb6',
      leg: 'b',
      type: 'event',
      user: '202_2222223',
      cmiuuid: '81b3d612-0f0e-4d6c-9d0b-7c7e9a2f5b33',
      direction: 'outbound',
      callerid: '442000000000',
      app_id: 2223343,
      time: 1650635346120,
      custom: { crm: 'true' },
      extra_params: { click2call: 'true', ticket: 4711 },
      request_id: 'bvS68LlqtFunYMQO0db6g9klSdfS0UHHDoK9S9Qvaed',
      status: 'started',
      to: '442000000001',
      conversation_uuid: 'ccd826f9-67a4-4467-acfb-a53093ff5c9d',
    },
  },
  'outgoing-started-manual-dial': {
    kind: 'outgoing_started',
    legId: '3f1b6d0a-0c9e-4a5d-8a3f-2b7a9f4e6c20',
    leg: 'a',
    type: 'event',
    status: 'started',
    conversationUuid: '3f1b6d0a-0c9e-4a5d-8a3f-2b7a9f4e6c20',
    legStartedAt: 1790246844496,
    fields: {
      call_id: '0a6f4c1e-7c2b-4b57-9f0e-5a3d0f6b1c11',
      leg: 'a',
      type: 'event',
      user: '202_2222223',
      cmiuuid: '3f1b6d0a-0c9e-4a5d-8a3f-2b7a9f4e6c20',
      direction: 'outbound',
      callerid: '442000000000',
      app_id: 2223343,
      time: 1790246844496,
      custom: 'none',
      status: 'started',
      to: '+442000000009',
      conversation_uuid: '3f1b6d0a-0c9e-4a5d-8a3f-2b7a9f4e6c20',
    },
  },
  'piopiy-out-started': {
    kind: 'outgoing_started',
    legId: '9d1f3c5b-7a90-4e21-8c64-2f0b6d8e1a66',
    leg: 'a',
    type: 'event',
    status: 'out_started',
    conversationUuid: 'GQqY0c1b2a3d4e5f60718293a4b5c6d7',
    legStartedAt: 1725942871456,
    fields: {
      app_id: 2222224,
      callerid: '440000000000',
      conversation_uuid: 'GQqY0c1b2a3d4e5f60718293a4b5c6d7',
      direction: 'outbound',
      extra_params: { key: 'value' },
      from: '440000000000',
      leg: 'a',
      request_id: 'GQqY0c1b2a3d4e5f60718293a4b5c6d7',
      status: 'out_started',
      time: 1725942871456,
      to: '19170000000',
      cmiuuid: '9d1f3c5b-7a90-4e21-8c64-2f0b6d8e1a66',
      vn: '440000000000',
    },
  },
  'outgoing-answered-leg-b': {
    kind: 'live_event',
    legId: '81b3d612-0f0e-4d6c-9d0b-7c7e9a2f5b33',
    leg: 'b',
    type: 'event',
    status: 'answered',
    conversationUuid: 'ccd826f9-67a4-4467-acfb-a53093ff5c9d',
    legStartedAt: 1650635346120,
    fields: {
      call_id: 'e51d5392-d9cf-123b-fe91-3cecefb9bfb6',
      leg: 'b',
      type: 'event',
      user: '202_2222223',
      cmiuuid: '81b3d612-0f0e-4d6c-9d0b-7c7e9a2f5b33',
      direction: 'outbound',
      callerid: '442000000000',
      app_id: 2223343,
      time: 1650635346120,
      custom: { crm: 'true' },
      extra_params: { click2call: 'true' },
      request_id: 'bvS68LlqtFunYMQO0db6g9klSdfS0UHHDoK9S9Qvaed',
      status: 'answered',
      to: '442000000001',
      conversation_uuid: 'ccd826f9-67a4-4467-acfb-a53093ff5c9d',
    },
  },
  'incoming-agent-leg-started': {
    kind: 'live_event',
    legId: 'f4c65be7-2d0a-4b0c-8f5e-9a1b3c5d7e55',
    leg: 'b',
    type: 'event',
    status: 'started',
    conversationUuid: '52028a92-8b1d-4a60-9c39-0f6f7c1d2e44',
    legStartedAt: 1634724629956,
    fields: {
      leg: 'b',
      type: 'event',
      team: 'Sales_2222223',
      user: '204_2222223',
      conversation_uuid: '52028a92-8b1d-4a60-9c39-0f6f7c1d2e44',
      cmiuuid: 'f4c65be7-2d0a-4b0c-8f5e-9a1b3c5d7e55',
      direction: 'outbound',
      from: '440000000000',
      app_id: 2222223,
      time: 1634724629956,
      custom: { crm: 'true' },
      status: 'started',
    },
  },
  'outgoing-answered-cdr-leg-a': {
    kind: 'cdr',
    legId: 'ccd826f9-67a4-4467-acfb-a53093ff5c9d',
    leg: 'a',
    type: 'cdr',
    status: 'answered',
    conversationUuid: 'ccd826f9-67a4-4467-acfb-a53093ff5c9d',
    legStartedAt: 1650635340436,
    fields: {
      virtual_number: '440000000000',
      call_id: 'c0ffee00-0000-4000-8000-000000000001',
      custom: 'false',
      leg: 'a',
      type: 'cdr',
      app_id: 2222223,
      to: '442000000000',
      cmiuuid: 'ccd826f9-67a4-4467-acfb-a53093ff5c9d',
      status: 'answered',
      user: '202_2222223',
      time: 1650635340436,
      direction: 'outbound',
      answeredsec: 15,
      hangup_reason: 'recv_bye',
      request_id: 'bvS68LlqtFunYMQO0db6g9klSdfS0UHHDoK9S9Qvaed',
      extra_params: { click2call: 'true' },
    },
  },
};

describe.each(Object.entries(events))('%s', (name, event) => {
  const { text, fields } = sample(name);

  test.each([
    ['application/json'],
    ['application/json; charset=utf-8'],
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    [null],
  ])('as JSON under the content type %s', (contentType) => {
    expect(validEvent(post(text, contentType))).toStrictEqual(event);
  });

  test('as JSON with a byte order mark, line breaks and indentation', () => {
    const indented = `\uFEFF\r\n${JSON.stringify(fields, null, 4).replaceAll('\n', '\r\n')}\r\n`;
    expect(validEvent(post(indented))).toStrictEqual(event);
  });

  // Text cannot tell a number from its digits, so what TeleCMI does not document stays the text that came.
  const { answeredsec } = event.fields;
  const asText = { ...event.fields, ...(answeredsec === undefined ? {} : { answeredsec: String(answeredsec) }) };

  test.each([
    ['a query', get(asTexts(fields))],
    ['a form', postForm(asTexts(fields))],
    [
      'a form with a charset',
      post(`${new URLSearchParams(asTexts(fields))}`, 'Application/X-WWW-Form-URLencoded; q=1'),
    ],
    ['a query of a POST without a body', { ...get(asTexts(fields)), method: 'POST' }],
  ])('as %s', (_way, request) => {
    expect(validEvent(request)).toStrictEqual({ ...event, fields: asText });
  });
});

test('the sample that DialPop sends itself is the documented event', () => {
  expect(createSampleEvent('a', documentedIds)).toStrictEqual(sample('outgoing-started').fields);
  const legB = { ...sample('outgoing-started-leg-b').fields, extra_params: '{"click2call":"true"}' };
  expect(createSampleEvent('b', documentedIds)).toStrictEqual(legB);
});
