import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PopupText } from '../../../../electron/notifications/format-notification.ts';
import type { ShowResult } from '../../../../electron/notifications/notifier.ts';
import { createPopupService } from '../../../../electron/notifications/popup-service.ts';
import type { CallSummary, PopupOutcome } from '../../../../shared/calls.ts';
import type { JsonObject } from '../../../../shared/json.ts';
import { settingsSchema } from '../../../../shared/settings.ts';
import { callSummary } from '../../../support/calls.ts';
import { postJson, validEvent } from '../../../support/requests.ts';
import { sample } from '../../../support/samples.ts';

const legA = sample('outgoing-started').fields;
const legB = sample('outgoing-started-leg-b').fields;

/** Popups whose system answers when the test says so: a real one cannot be made to hang at will. */
function setUp({ answersByItself = true, failsToKeep = false } = {}) {
  const waiting: ((result: ShowResult) => void)[] = [];
  const shown: { key: string; text: PopupText; click: () => void }[] = [];
  const outcomes = new Map<number, PopupOutcome>();
  const opened: number[] = [];
  const errors: unknown[] = [];
  let settings = settingsSchema.parse({ token: '0'.repeat(32) });
  let events = 0;
  const service = createPopupService({
    notifier: {
      show(key, text, onClick) {
        shown.push({ key, text, click: onClick });
        return new Promise((resolve) => {
          if (answersByItself) resolve({ status: 'shown' });
          else waiting.push(resolve);
        });
      },
      close: async () => {},
    },
    getSettings: () => settings,
    writeOutcome(eventId, outcome) {
      if (failsToKeep) throw new Error('the disk is full');
      if (outcomes.has(eventId)) throw new Error(`event ${eventId} has an outcome already`);
      outcomes.set(eventId, outcome);
    },
    openCall: (id) => void opened.push(id),
    reportError: (error) => void errors.push(error),
  });

  return {
    shown,
    opened,
    errors,
    outcome: (eventId: number) => outcomes.get(eventId),
    /** Announces an event of a call; its id. */
    announce(message: JsonObject, call: Partial<CallSummary> = {}, status: 'accepted' | 'duplicate' = 'accepted') {
      events += 1;
      const recorded = { status, eventId: events, call: callSummary(call), changedCallIds: [] };
      service.announce(recorded, validEvent(postJson(message)), Date.now());
      return events;
    },
    change(changes: Partial<typeof settings>) {
      settings = { ...settings, ...changes };
    },
    /** The system's answer to the popup that waits longest. */
    answer: (result: ShowResult) => waiting.shift()?.(result),
    /** All that can happen by itself has happened. */
    settled: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

describe('a call that starts', () => {
  test('pops with its number and fields, and says how long that took', async () => {
    const { announce, settled, shown, outcome } = setUp();
    const id = announce(legA, { customFields: [{ name: 'crm', value: 'true', source: 'custom' }] });
    await settled();
    expect(shown.map(({ text }) => text)).toEqual([
      { title: '+44 20 7946 0018 · United Kingdom', body: 'Agent 202\ncrm: true' },
    ]);
    expect(outcome(id)).toEqual({ status: 'shown', reason: null, shownAfterMs: expect.any(Number) });
  });

  test('opens when its popup is clicked', async () => {
    const { announce, settled, shown, opened } = setUp();
    announce(legA, { id: 7 });
    announce(legA, { id: 8 });
    await settled();
    shown[0]?.click();
    expect(opened).toEqual([7]);
  });

  test('does not pop again for its second leg', async () => {
    const { announce, settled, shown, outcome } = setUp();
    announce(legA);
    const second = announce(legB);
    await settled();
    expect(shown).toHaveLength(1);
    expect(outcome(second)).toEqual({ status: 'skipped', reason: 'same_call' });
  });

  test('has its popup replaced, under the same key, where the second leg names another number', async () => {
    const { announce, settled, shown, outcome } = setUp();
    announce(legA, { number: '9001' });
    const second = announce(legB, { number: '442079460018' });
    await settled();
    expect(shown.map(({ text }) => text.title)).toEqual(['9001', '+44 20 7946 0018 · United Kingdom']);
    expect(new Set(shown.map(({ key }) => key)).size).toBe(1);
    expect(outcome(second)).toMatchObject({ status: 'shown' });
  });

  test('pops at its second leg where the first one failed', async () => {
    const { announce, settled, shown, outcome, answer } = setUp({ answersByItself: false });
    const first = announce(legA);
    const second = announce(legB);
    await settled();
    answer({ status: 'failed', reason: 'no service' });
    await settled();
    answer({ status: 'shown' });
    await settled();
    expect(shown).toHaveLength(2);
    expect(outcome(first)).toEqual({ status: 'failed', reason: 'no service' });
    expect(outcome(second)).toMatchObject({ status: 'shown' });
  });
});

describe('what does not pop', () => {
  test.each<[string, JsonObject, Parameters<ReturnType<typeof setUp>['change']>[0], string]>([
    ['another event', { ...legA, status: 'answered' }, {}, 'not_a_call_start'],
    ['a record', sample('outgoing-answered-cdr-leg-a').fields, {}, 'not_a_call_start'],
    ["an incoming call's agent leg", sample('incoming-agent-leg-started').fields, {}, 'not_a_call_start'],
    ['a call during a pause', legA, { pausedUntil: Date.now() + 3_600_000 }, 'paused'],
    ["another agent's call", legA, { agentIds: ['203'] }, 'not_my_call'],
  ])('%s says why', async (_what, message, settings, reason) => {
    const { announce, settled, shown, outcome, change } = setUp();
    change(settings);
    const id = announce(message);
    await settled();
    expect(shown).toEqual([]);
    expect(outcome(id)).toEqual({ status: 'skipped', reason });
  });

  test('a redelivery changes nothing', async () => {
    const { announce, settled, shown, outcome } = setUp();
    const id = announce(legA, {}, 'duplicate');
    await settled();
    expect(shown).toEqual([]);
    expect(outcome(id)).toBeUndefined();
  });

  test('settings count as they are at that moment', async () => {
    const { announce, settled, shown, change } = setUp();
    change({ agentIds: ['203'] });
    announce(legA);
    await settled();
    change({ agentIds: ['203', '202'] });
    announce(legA, { id: 2 });
    await settled();
    expect(shown.map(({ key }) => key)).toEqual(['2']);
  });
});

describe('a system that does not answer', () => {
  test("holds back the same call's second leg, so that it is not shown twice, and no other call", async () => {
    const { announce, settled, shown, outcome, answer } = setUp({ answersByItself: false });
    announce(legA);
    const second = announce(legB);
    announce(legA, { id: 2 });
    await settled();
    expect(shown.map(({ key }) => key)).toEqual(['1', '2']);
    expect(outcome(second)).toBeUndefined();
    answer({ status: 'shown' });
    await settled();
    expect(outcome(second)).toEqual({ status: 'skipped', reason: 'same_call' });
    expect(shown).toHaveLength(2);
  });

  test('does not hold up who announces', () => {
    const { announce, shown, errors } = setUp({ answersByItself: false });
    for (let index = 0; index < 50; index += 1) announce(legA);
    expect(errors).toEqual([]);
    // Not even the asking is done on the announcer's time.
    expect(shown).toEqual([]);
  });
});

test('an outcome that cannot be kept is reported, and the next call pops', async () => {
  const { announce, settled, shown, errors } = setUp({ failsToKeep: true });
  announce(legA);
  announce(legB);
  announce(legA, { id: 2 });
  await settled();
  expect(shown.map(({ key }) => key)).toEqual(['1', '2']);
  expect(errors).toHaveLength(3);
});

test('however the events of some calls mix, each call has one popup, and it names the right number in the end', async () => {
  const step = fc.record({
    id: fc.integer({ min: 1, max: 3 }),
    message: fc.constantFrom(legA, legB, { ...legA, status: 'answered' }),
    number: fc.constantFrom('9001', '442079460018', null),
    status: fc.constantFrom('accepted' as const, 'duplicate' as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const { announce, settled, shown } = setUp();
      for (const { message, status, ...call } of steps) announce(message, call, status);
      await settled();
      for (const id of [1, 2, 3]) {
        const starts = steps.filter(
          (one) => one.id === id && one.status === 'accepted' && one.message['status'] === 'started',
        );
        const titles = shown.filter(({ key }) => key === String(id)).map(({ text }) => text.title);
        const changes = starts.filter(({ number }, index) => index === 0 || number !== starts[index - 1]?.number);
        expect(titles).toHaveLength(changes.length);
        expect(titles.at(-1)?.replaceAll(/\D/g, '')).toBe(
          starts.length === 0 ? undefined : (starts.at(-1)?.number ?? ''),
        );
      }
    }),
    { numRuns: 200 },
  );
});

test('a call that popped before a restart does not pop again for its second leg', async () => {
  const { announce, settled, shown, outcome } = setUp();
  const before: PopupOutcome = { status: 'shown', reason: null, shownAfterMs: 40 };
  const eventId = announce(legB, { popup: before });
  await settled();
  expect(shown).toEqual([]);
  expect(outcome(eventId)).toEqual({ status: 'skipped', reason: 'same_call' });
});
