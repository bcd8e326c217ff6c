import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decidePopup,
  isPaused,
  type PopupDecision,
  type PopupQuestion,
} from '../../../../electron/notifications/notification-policy.ts';
import { eventKinds, popupSkipReasons } from '../../../../shared/calls.ts';
import { defaultPopupRules, type QuietHours } from '../../../../shared/popup-rules.ts';

const now = 1_700_000_000_000;
const agent = '202_2222223';
const number = '442079460018';

type Rules = PopupQuestion['settings']['popups'];
interface Changes extends Omit<Partial<PopupQuestion>, 'call' | 'settings'> {
  call?: Partial<PopupQuestion['call']>;
  settings?: Partial<PopupQuestion['settings']>;
}

/** Asks about the first start of a call, with the given parts changed. */
function decide({ call, settings, ...changes }: Changes = {}): string {
  const decision = decidePopup({
    kind: 'outgoing_started',
    leg: 'a',
    call: { agent, number, isClickToCall: true, ...call },
    shownNumber: undefined,
    settings: { agentIds: [], pausedUntil: null, popups: defaultPopupRules, ...settings },
    now,
    ...changes,
  });
  return decision.action === 'skip' ? decision.reason : decision.action;
}

const mine = (...agentIds: string[]) => ({ settings: { agentIds } });
const paused = (pausedUntil: number) => ({ settings: { pausedUntil } });
const rules = (changes: Partial<Rules>) => ({ settings: { popups: { ...defaultPopupRules, ...changes } } });
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const wholeDay = rules({ quietHours: [{ days: everyDay, from: '00:00', to: '00:00' }] });

describe('a popup', () => {
  test.each<[string, Changes, string]>([
    ['for the first start of a call', {}, 'show'],
    ['for a call without a number', { call: { agent, number: null } }, 'show'],
    ['for a call without an agent', { call: { agent: null, number } }, 'show'],
    ['not for another event', { kind: 'live_event' }, 'not_a_call_start'],
    ['not for a record', { kind: 'cdr' }, 'not_a_call_start'],

    ['not again for the same number', { shownNumber: number }, 'same_call'],
    ['corrected for another number', { shownNumber: '9001' }, 'replace'],
    ['corrected where it had no number', { shownNumber: null }, 'replace'],
    ['not again without a number', { shownNumber: null, call: { agent, number: null } }, 'same_call'],

    ['for my extension', mine('202'), 'show'],
    ['for my extension of one app', mine('202_2222223'), 'show'],
    ['for one of my agent ids', mine('17', '202', '303'), 'show'],
    ["not for another agent's call", mine('203'), 'not_my_call'],
    ['not for an extension that only begins like mine', mine('20'), 'not_my_call'],
    ['not for a longer extension than this', mine('2022'), 'not_my_call'],
    ['not for my extension of another app', mine('202_3333333'), 'not_my_call'],
    ['not for an app id that only begins like mine', mine('202_22'), 'not_my_call'],
    ['for an extension without an app id', { ...mine('202'), call: { agent: '202', number } }, 'show'],
    ['not where nobody knows whose call it is', { ...mine('202'), call: { agent: null, number } }, 'agent_unknown'],

    ['not during a pause', paused(now + 1), 'paused'],
    ['from the moment a pause ends', paused(now), 'show'],
    ['after a pause that ended long ago', paused(1), 'show'],
    ['not corrected during a pause', { ...paused(now + 1), shownNumber: '9001' }, 'paused'],

    [
      "that is another agent's says so, pause or not",
      { settings: { agentIds: ['203'], pausedUntil: now + 1 } },
      'not_my_call',
    ],

    ['not in quiet hours', wholeDay, 'quiet_hours'],
    ['not corrected in quiet hours', { ...wholeDay, shownNumber: '9001' }, 'quiet_hours'],
    ['not in quiet hours of no day of the week', rules({ quietHours: [] }), 'show'],

    ['for the leg that comes first, whichever it is', { ...rules({ leg: 'first' }), leg: 'b' }, 'show'],
    ["for the agent's leg", { ...rules({ leg: 'agent' }), leg: 'a' }, 'show'],
    ["not for the customer's leg where it is the agent's", { ...rules({ leg: 'agent' }), leg: 'b' }, 'other_leg'],
    ["for the customer's leg", { ...rules({ leg: 'customer' }), leg: 'b' }, 'show'],
    ["not for the agent's leg where it is the customer's", { ...rules({ leg: 'customer' }), leg: 'a' }, 'other_leg'],
    [
      'for the only leg a dialled call has',
      { ...rules({ leg: 'customer' }), leg: 'a', call: { isClickToCall: false } },
      'show',
    ],
    ['for a leg nobody named', { ...rules({ leg: 'customer' }), leg: '' }, 'show'],
    [
      'corrected by the other leg, which may know the number better',
      { ...rules({ leg: 'agent' }), leg: 'b', shownNumber: '9001' },
      'replace',
    ],
    ['is not a matter of pauses for other events', { ...paused(now + 1), kind: 'cdr' }, 'not_a_call_start'],
  ])('%s', (_what, question, expected) => {
    expect(decide(question)).toBe(expected);
  });

  test('is paused until a moment, not at it', () => {
    expect([isPaused(null, now), isPaused(now - 1, now), isPaused(now, now), isPaused(now + 1, now)]).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});

describe('whatever happens', () => {
  const agents = fc.constantFrom(null, '202', '202_2222223', '203_2222223');
  const numbers = fc.constantFrom(null, '9001', number, '+442079460018');
  const legs = fc.constantFrom('a', 'b', '');
  const settings = fc.record({
    agentIds: fc.uniqueArray(fc.constantFrom('202', '203', '202_2222223', '2'), { maxLength: 3 }),
    pausedUntil: fc.option(fc.integer({ min: now - 3, max: now + 3 })),
    popups: fc.record({
      leg: fc.constantFrom('first' as const, 'agent' as const, 'customer' as const),
      quietHours: fc.constantFrom<QuietHours[]>([], [{ days: everyDay, from: '00:00', to: '00:00' }]),
    }),
  });
  const question = fc.record({
    kind: fc.constantFrom(...eventKinds),
    leg: legs,
    call: fc.record({ agent: agents, number: numbers, isClickToCall: fc.boolean() }),
    shownNumber: fc.option(numbers, { nil: undefined }),
    settings,
    now: fc.integer({ min: now - 3, max: now + 3 }),
  });

  test('only starts of calls pop, never during a pause, and a skip has a reason', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const decision = decidePopup(asked);
        if (decision.action === 'skip') {
          expect(popupSkipReasons).toContain(decision.reason);
        } else {
          expect(asked.kind).toBe('outgoing_started');
          expect(isPaused(asked.settings.pausedUntil, asked.now)).toBe(false);
          expect(asked.settings.popups.quietHours).toEqual([]);
          expect(decision.action).toBe(asked.shownNumber === undefined ? 'show' : 'replace');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a call pops once, is corrected only when its number changes, and ends up right', () => {
    const step = fc.record({
      kind: fc.constantFrom(...eventKinds),
      leg: legs,
      call: fc.record({ agent: agents, number: numbers, isClickToCall: fc.boolean() }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), settings, (steps, wanted) => {
        let shownNumber: string | null | undefined;
        const decisions: PopupDecision[] = [];
        for (const { kind, leg, call } of steps) {
          const decision = decidePopup({ kind, leg, call, shownNumber, settings: wanted, now });
          decisions.push(decision);
          if (decision.action === 'skip') continue;
          if (decision.action === 'replace') expect(call.number).not.toBe(shownNumber);
          shownNumber = call.number;
        }
        const popups = decisions.filter(({ action }) => action !== 'skip');
        expect(popups.filter(({ action }) => action === 'show').length).toBeLessThanOrEqual(1);
        if (popups.length > 0) expect(popups[0]?.action).toBe('show');
      }),
      { numRuns: 1000 },
    );
  });

  test('another agent id in the settings never takes a popup away', () => {
    fc.assert(
      fc.property(question, fc.constantFrom('202', '203', '202_2222223', '7'), (asked, more) => {
        fc.pre(asked.settings.agentIds.length > 0 && decidePopup(asked).action !== 'skip');
        const agentIds = [...asked.settings.agentIds, more];
        expect(decidePopup({ ...asked, settings: { ...asked.settings, agentIds } })).toEqual(decidePopup(asked));
      }),
    );
  });
});
