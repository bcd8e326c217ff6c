import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PopupOptions, ShowResult } from '../../../../electron/notifications/notifier.ts';
import { createPopupService } from '../../../../electron/notifications/popup-service.ts';
import type { CallLink } from '../../../../shared/call-links.ts';
import type { CallSummary, PopupOutcome } from '../../../../shared/calls.ts';
import type { PopupText } from '../../../../shared/format-notification.ts';
import type { JsonObject } from '../../../../shared/json.ts';
import type { PopupRules } from '../../../../shared/popup-rules.ts';
import { settingsSchema } from '../../../../shared/settings.ts';
import { callSummary } from '../../../support/calls.ts';
import { postJson, validEvent } from '../../../support/requests.ts';
import { sample } from '../../../support/samples.ts';

const legA = sample('outgoing-started').fields;
const legB = sample('outgoing-started-leg-b').fields;

/** Popups whose system answers when the test says so: a real one cannot be made to hang at will. */
function setUp({ answersByItself = true, failsToKeep = false } = {}) {
  const waiting: ((result: ShowResult) => void)[] = [];
  const shown: { key: string; text: PopupText; click: () => void; options: PopupOptions }[] = [];
  const withdrawn: string[] = [];
  const openedLinks: string[] = [];
  const copied: string[] = [];
  const links: CallLink[] = [];
  const outcomes = new Map<number, PopupOutcome>();
  const opened: number[] = [];
  const closed: string[] = [];
  const errors: unknown[] = [];
  let settings = settingsSchema.parse({ token: '0'.repeat(32) });
  let events = 0;
  const service = createPopupService({
    notifier: {
      show(key, text, onClick, options = {}) {
        shown.push({ key, text, click: onClick, options });
        return new Promise((resolve) => {
          if (answersByItself) resolve({ status: 'shown' });
          else waiting.push(resolve);
        });
      },
      withdraw: async (key) => void withdrawn.push(key),
      close: async () => {},
    },
    links: {
      listCallLinks: async () => links,
      async openCallLink(callId, linkId) {
        openedLinks.push(`${linkId} of ${callId}`);
        return linkId === 'broken' ? { ok: false, message: 'The system could not open it' } : { ok: true };
      },
    },
    copyText: async (text) => void copied.push(text),
    openCalls: () => void opened.push(0),
    notePress: () => {},
    noteClosed: (callId, { reason }) => void closed.push(`${callId} ${reason}`),
    noteResult: () => {},
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
    withdrawn,
    links,
    openedLinks,
    copied,
    opened,
    closed,
    showAgain: service.showAgain,
    errors,
    outcome: (eventId: number) => outcomes.get(eventId),
    /** Announces an event of a call; its id. */
    announce(message: JsonObject, call: Partial<CallSummary> = {}, status: 'accepted' | 'duplicate' = 'accepted') {
      events += 1;
      const ids = { requestId: events, eventId: events };
      const recorded = { ...ids, status, call: callSummary(call), changedCallIds: [], undecidedSince: null };
      service.announce(recorded, validEvent(postJson(message)), Date.now());
      return events;
    },
    /** Announces a redelivery of an event on whose popup the history holds no decision. */
    announceAgain(eventId: number, message: JsonObject, ageMs: number) {
      const now = Date.now();
      const ids = { requestId: eventId + 1000, eventId };
      const recorded = { ...ids, status: 'duplicate' as const, call: callSummary(), changedCallIds: [] };
      service.announce({ ...recorded, undecidedSince: now - ageMs }, validEvent(postJson(message)), now);
    },
    forgetCalls: () => service.forgetCalls(),
    change(changes: Partial<typeof settings>) {
      settings = { ...settings, ...changes };
    },
    changeRules(changes: Partial<PopupRules>) {
      settings = { ...settings, popups: { ...settings.popups, ...changes } };
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

  test('says when its popup went away, and shows it again on demand, whatever the rules say', async () => {
    const { announce, settled, shown, closed, showAgain, change, forgetCalls } = setUp();
    announce(legA, { id: 7 });
    await settled();
    shown[0]?.options.onClosed?.({ reason: 'dismissed', shownBy: 'dunst' });
    expect(closed).toEqual(['7 dismissed']);
    change({ pausedUntil: Date.now() + 1e6 });
    expect(await showAgain(callSummary({ id: 7 }))).toEqual({ status: 'shown' });
    expect(shown.map(({ key }) => key)).toEqual(['7', '7']);
    // In another history the id is another call's.
    forgetCalls();
    shown[1]?.options.onClosed?.({ reason: 'expired', shownBy: null });
    expect(closed).toHaveLength(1);
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

describe('once another history is in use, in which calls are numbered anew', () => {
  const crm: CallLink = { id: 'crm', name: 'CRM', status: 'ready', url: 'https://crm.example' };

  test('a call pops, whichever number another one had', async () => {
    const { announce, settled, shown, outcome, forgetCalls } = setUp();
    announce(legA, { id: 7 });
    await settled();
    forgetCalls();
    const second = announce(legA, { id: 7 });
    await settled();
    expect(shown).toHaveLength(2);
    expect(outcome(second)).toMatchObject({ status: 'shown' });
  });

  test('a popup from before it leads to no other call, also one that was on its way', async () => {
    const { announce, settled, shown, links, changeRules, openedLinks, opened, copied, answer, outcome, forgetCalls } =
      setUp({ answersByItself: false });
    links.push(crm);
    changeRules({ buttons: [{ kind: 'open_link', linkId: 'crm' }, { kind: 'copy_number' }] });
    announce(legA, { id: 7, number: '442079460018' });
    await settled();
    forgetCalls();
    answer({ status: 'shown' });
    await settled();
    const [before] = shown;
    before?.click();
    for (const { onPress } of before?.options.buttons ?? []) onPress();
    await settled();
    expect(opened).toEqual([0, 0]);
    expect(openedLinks).toEqual([]);
    expect(copied).toEqual(['442079460018']);
    const next = announce(legA, { id: 7, number: '442079460018' });
    await settled();
    answer({ status: 'shown' });
    await settled();
    expect(outcome(next)).toMatchObject({ status: 'shown' });
  });
});

describe('the rules', () => {
  const name = { name: 'customer', value: 'Priya', source: 'custom' as const };
  const ticket = { name: 'ticket', value: 4711, source: 'custom' as const };

  test('say which custom fields a popup tells, and in what order', async () => {
    const { announce, settled, shown, changeRules } = setUp();
    changeRules({ fields: ['ticket', 'order', 'customer'] });
    announce(legA, { customFields: [name, ticket] });
    await settled();
    changeRules({ fields: [] });
    announce(legA, { id: 2, customFields: [name, ticket] });
    await settled();
    expect(shown.map(({ text }) => text.body)).toEqual(['Agent 202\nticket: 4711\ncustomer: Priya', 'Agent 202']);
  });

  test('say whether the system plays its sound', async () => {
    const { announce, settled, shown, changeRules } = setUp();
    announce(legA);
    await settled();
    changeRules({ hasSound: false });
    announce(legA, { id: 2 });
    await settled();
    expect(shown.map(({ options }) => options.isSilent)).toEqual([false, true]);
  });

  test("wait for the customer's leg, or show the agent's alone", async () => {
    const { announce, settled, shown, outcome, changeRules } = setUp();
    changeRules({ leg: 'customer' });
    const agentLeg = announce(legA, { isClickToCall: true });
    const customerLeg = announce(legB, { isClickToCall: true });
    await settled();
    expect(shown).toHaveLength(1);
    expect(outcome(agentLeg)).toEqual({ status: 'skipped', reason: 'other_leg' });
    expect(outcome(customerLeg)).toMatchObject({ status: 'shown' });
  });

  test('keep quiet in quiet hours, and say so', async () => {
    const { announce, settled, shown, outcome, changeRules } = setUp();
    changeRules({ quietHours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }] });
    const id = announce(legA);
    await settled();
    expect(shown).toEqual([]);
    expect(outcome(id)).toEqual({ status: 'skipped', reason: 'quiet_hours' });
  });
});

describe('the click and the buttons', () => {
  const ready: CallLink = { id: 'crm', name: 'CRM', status: 'ready', url: 'https://crm.example' };
  const broken: CallLink = { ...ready, id: 'broken', name: 'Broken' };
  const lacking: CallLink = { id: 'lacking', name: 'Orders', status: 'unavailable', reason: 'This call has no order.' };
  const openCrm = { kind: 'open_link', linkId: 'crm' } as const;

  test('do what the rules say: a link, the number, the window', async () => {
    const { announce, settled, shown, changeRules, links, openedLinks, copied, opened } = setUp();
    links.push(ready);
    changeRules({ click: openCrm, buttons: [{ kind: 'copy_number' }, { kind: 'open_window' }, openCrm] });
    announce(legA, { id: 7 });
    await settled();
    const [{ click, options } = { click: () => {}, options: {} }] = shown;
    expect([options.clickLabel, ...(options.buttons ?? []).map(({ label }) => label)]).toEqual([
      'Open in CRM',
      'Copy number',
      'Open',
      'Open in CRM',
    ]);
    click();
    options.buttons?.[0]?.onPress();
    options.buttons?.[1]?.onPress();
    await settled();
    expect({ openedLinks, copied, opened }).toEqual({
      openedLinks: ['crm of 7'],
      copied: ['442079460018'],
      opened: [7],
    });
  });

  test('leave out a link that is not for this call or lacks a field, and the number of a call without one', async () => {
    const { announce, settled, shown, changeRules, links } = setUp();
    links.push(lacking);
    changeRules({ buttons: [openCrm, { kind: 'open_link', linkId: 'lacking' }, { kind: 'copy_number' }] });
    announce(legA, { number: null });
    await settled();
    expect(shown[0]?.options.buttons).toEqual([]);
  });

  test('open the window where the link of the click is not for this call', async () => {
    const { announce, settled, shown, changeRules, opened } = setUp();
    changeRules({ click: openCrm });
    announce(legA, { id: 7 });
    await settled();
    shown[0]?.click();
    expect(opened).toEqual([7]);
  });

  test.each([
    ['lacking', 'Orders', 'This call has no order.'],
    ['broken', 'Broken', 'The system could not open it'],
  ])('say why a link did not open (%s)', async (linkId, name, reason) => {
    const { announce, settled, shown, changeRules, links, opened } = setUp();
    links.push(lacking, broken);
    changeRules({ click: { kind: 'open_link', linkId } });
    announce(legA, { id: 7 });
    await settled();
    shown[0]?.click();
    await settled();
    expect(shown[1]?.text).toEqual({ title: `“${name}” could not be opened`, body: reason });
    shown[1]?.click();
    expect(opened).toEqual([7]);
  });
});

describe('a link that opens by itself', () => {
  const link: CallLink = { id: 'crm', name: 'CRM', status: 'ready', url: 'https://crm.example' };
  const setUpLink = (links: CallLink[] = [link]) => {
    const service = setUp();
    service.links.push(...links);
    service.changeRules({ openLinkAtStart: 'crm' });
    return service;
  };

  test('opens once for a call, not for its second leg and not for a redelivery', async () => {
    const { announce, settled, openedLinks } = setUpLink();
    announce(legA);
    announce(legA, {}, 'duplicate');
    announce(legB, { number: '9001' });
    await settled();
    expect(openedLinks).toEqual(['crm of 1']);
  });

  test('opens once where the popup of the first leg failed and the second leg pops', async () => {
    const service = setUp({ answersByItself: false });
    service.links.push(link);
    service.changeRules({ openLinkAtStart: 'crm' });
    service.announce(legA);
    service.announce(legB);
    await service.settled();
    service.answer({ status: 'failed', reason: 'no service' });
    await service.settled();
    service.answer({ status: 'shown' });
    await service.settled();
    expect(service.openedLinks).toEqual(['crm of 1']);
  });

  test('opens only for calls that pop: mine, not paused, not quiet', async () => {
    const { announce, settled, openedLinks, change, changeRules } = setUpLink();
    change({ agentIds: ['203'] });
    announce(legA);
    await settled();
    change({ agentIds: [], pausedUntil: Date.now() + 3_600_000 });
    announce(legA, { id: 2 });
    await settled();
    change({ pausedUntil: null });
    changeRules({ quietHours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }] });
    announce(legA, { id: 3 });
    await settled();
    expect(openedLinks).toEqual([]);
  });

  test('opens for the first of many calls alone', async () => {
    const { announce, settled, openedLinks } = setUpLink();
    for (let id = 1; id <= 20; id += 1) announce(legA, { id });
    await settled();
    expect(openedLinks).toEqual(['crm of 1']);
  });

  test('does not wait for a notification service that hangs', async () => {
    const service = setUp({ answersByItself: false });
    service.links.push(link);
    service.changeRules({ openLinkAtStart: 'crm' });
    service.announce(legA);
    await service.settled();
    expect(service.openedLinks).toEqual(['crm of 1']);
  });

  test('that lacks a field says so; that is not for this call says nothing', async () => {
    const lacking = setUpLink([{ id: 'crm', name: 'CRM', status: 'unavailable', reason: 'This call has no ticket.' }]);
    lacking.announce(legA);
    await lacking.settled();
    expect(lacking.shown.map(({ text }) => text.body)).toContain('This call has no ticket.');
    const other = setUpLink([]);
    other.announce(legA);
    await other.settled();
    expect(other.shown).toHaveLength(1);
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

  test('a redelivery of an event that was stored, but never decided on, pops once', async () => {
    const { announceAgain, settled, shown, outcome } = setUp();
    announceAgain(7, legA, 20_000);
    await settled();
    announceAgain(7, legA, 40_000);
    await settled();
    expect(shown).toHaveLength(1);
    expect(outcome(7)).toMatchObject({ status: 'shown' });
  });

  test('a redelivery of a call that started minutes ago pops no more', async () => {
    const { announceAgain, settled, shown, outcome } = setUp();
    announceAgain(7, legA, 121_000);
    await settled();
    expect(shown).toEqual([]);
    expect(outcome(7)).toBeUndefined();
  });

  test('a redelivery that comes while the first popup is under way makes no second one', async () => {
    const { announce, announceAgain, answer, settled, shown, errors } = setUp({ answersByItself: false });
    const id = announce(legA);
    await settled();
    announceAgain(id, legA, 1000);
    answer({ status: 'shown' });
    await settled();
    announceAgain(id, legA, 2000);
    await settled();
    expect(shown).toHaveLength(1);
    expect(errors).toEqual([]);
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
