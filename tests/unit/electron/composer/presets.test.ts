import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../../../electron/events/parse-event.ts';
import type { EventKind } from '../../../../shared/calls.ts';
import { documentedCallIds, documentedFacts, newCallIds } from '../../../../shared/composer/call-events.ts';
import { type ComposedMessage, composeMessage, readComposed } from '../../../../shared/composer/compose-message.ts';
import { type Draft, draftSchema, encodings, toDraft } from '../../../../shared/composer/draft.ts';
import { isDescribedField } from '../../../../shared/composer/fields.ts';
import { judgeDraft, wrongPaths } from '../../../../shared/composer/judge-draft.ts';
import { createPreset, type PresetName, presetNames, withIds } from '../../../../shared/composer/presets.ts';
import { sample } from '../../../support/samples.ts';

const kinds: Record<PresetName, EventKind> = {
  agent_started: 'outgoing_started',
  agent_answered: 'live_event',
  customer_started: 'outgoing_started',
  customer_answered: 'live_event',
  hangup: 'live_event',
  agent_record: 'cdr',
  customer_record: 'cdr',
  manual_started: 'outgoing_started',
  incoming_leg: 'live_event',
  piopiy_started: 'outgoing_started',
};

/** What the listener makes of a request. */
function parse({ method, contentType, query, body }: ComposedMessage) {
  return parseEvent({ method, contentType, query, body: new TextEncoder().encode(body) });
}

function compose(draft: Draft): ComposedMessage {
  const composed = composeMessage(draft);
  if (!composed.ok) throw new Error(JSON.stringify(composed.problems));
  return composed.message;
}

const presetDraft = (name: PresetName): Draft =>
  toDraft(createPreset(name, documentedFacts(documentedCallIds)), 'json');

describe.each(presetNames)('the preset %s', (name) => {
  test.each(encodings)('sent as %s is an event of its kind with the same fields', (encoding) => {
    const draft = { ...presetDraft(name), encoding };
    const parsed = parse(compose(draft));
    expect(parsed).toMatchObject({ status: 'valid', event: { kind: kinds[name] } });
    const asJson = parse(compose({ ...draft, encoding: 'json' }));
    // Numbers that TeleCMI documents as numbers are numbers again; in a record the number called is text either way.
    const { answeredsec: _one, ...fields } = parsed.status === 'valid' ? parsed.event.fields : {};
    const { answeredsec: _other, ...jsonFields } = asJson.status === 'valid' ? asJson.event.fields : {};
    expect(fields).toEqual(jsonFields);
  });

  test('has only fields that are told about, and can be saved', () => {
    const draft = presetDraft(name);
    expect(draft.fields.filter((field) => !isDescribedField(field.name))).toEqual([]);
    expect(draftSchema.parse(draft)).toEqual(draft);
  });

  test.each(encodings)('is read for the preview as the listener reads it, as %s', (encoding) => {
    const draft = { ...presetDraft(name), encoding };
    expect(judgeDraft(draft, composeMessage(draft))).toEqual({ state: 'accepted', kind: kinds[name] });
  });

  test('with other ids is the same message of another call', () => {
    const ids = newCallIds(1_800_000_000_000, randomUUID);
    const facts = documentedFacts(ids);
    expect(withIds(presetDraft(name), ids)).toEqual(toDraft(createPreset(name, facts), 'json'));
  });
});

test('the first message is TeleCMI’s documented event to the letter', () => {
  const { body, contentType, method } = compose(presetDraft('agent_started'));
  expect(body).toBe(JSON.stringify(sample('outgoing-started').fields));
  expect({ contentType, method }).toEqual({ contentType: 'application/json', method: 'POST' });
});

test.each([
  ['customer_answered', 'outgoing-answered-leg-b'],
  ['agent_record', 'outgoing-answered-cdr-leg-a'],
] as const)('%s has the fields of what was seen of TeleCMI, in its order', (name, file) => {
  expect(presetDraft(name).fields.map((field) => field.name)).toEqual(Object.keys(sample(file).fields));
});

test('the messages of one call belong together', () => {
  const facts = documentedFacts(newCallIds(1_800_000_000_000, randomUUID));
  const conversations = (['agent_started', 'customer_started', 'hangup'] as const).map(
    (name) => createPreset(name, facts)['conversation_uuid'],
  );
  expect(new Set(conversations)).toEqual(new Set([facts.ids.conversation_uuid]));
  // A record does not name the conversation; the leg it is of does.
  expect(createPreset('customer_record', facts)['cmiuuid']).toBe(createPreset('hangup', facts)['cmiuuid']);
});

test('what is foretold names what the listener names', () => {
  const draft = toDraft({ leg: 'c', status: 'started', direction: 'outbound', to: 'nobody' }, 'form');
  const parsed = parse(compose(draft));
  const verdict = judgeDraft(draft, composeMessage(draft));
  expect(verdict).toEqual({ state: 'refused', reasons: parsed.status === 'invalid' ? parsed.reasons : [] });
  expect(wrongPaths(verdict)).toEqual(new Set(['to', 'cmiuuid', 'leg', 'time']));
});

test('an id that was left empty or taken out stays so', () => {
  const draft = toDraft({ cmiuuid: '', leg: 'a', time: 5, note: 'mine' }, 'json');
  expect(readComposed(withIds(draft, newCallIds(7, randomUUID)))).toEqual({
    cmiuuid: '',
    leg: 'a',
    time: 7,
    note: 'mine',
  });
});
