import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decidePopup,
  isPaused,
  type PopupDecision,
  type PopupQuestion,
} from '../../../../electron/notifications/notification-policy.ts';
import { eventKinds, popupSkipReasons } from '../../../../shared/calls.ts';

const now = 1_700_000_000_000;
const agent = '202_2222223';
const number = '442079460018';

/** Asks about the first start of a call, with the given parts changed. */
function decide(changes: Partial<PopupQuestion> = {}): string {
  const settings = { agentIds: [], pausedUntil: null };
  const decision = decidePopup({
    kind: 'outgoing_started',
    call: { agent, number },
    shownNumber: undefined,
    settings,
    now,
    ...changes,
  });
  return decision.action === 'skip' ? decision.reason : decision.action;
}

const mine = (...agentIds: string[]) => ({ settings: { agentIds, pausedUntil: null } });
const paused = (pausedUntil: number) => ({ settings: { agentIds: [], pausedUntil } });

describe('a popup', () => {
  test.each<[string, Partial<PopupQuestion>, string]>([
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
  const settings = fc.record({
    agentIds: fc.uniqueArray(fc.constantFrom('202', '203', '202_2222223', '2'), { maxLength: 3 }),
    pausedUntil: fc.option(fc.integer({ min: now - 3, max: now + 3 })),
  });
  const question = fc.record({
    kind: fc.constantFrom(...eventKinds),
    call: fc.record({ agent: agents, number: numbers }),
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
          expect(decision.action).toBe(asked.shownNumber === undefined ? 'show' : 'replace');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a call pops once, is corrected only when its number changes, and ends up right', () => {
    const step = fc.record({
      kind: fc.constantFrom(...eventKinds),
      call: fc.record({ agent: agents, number: numbers }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), settings, (steps, wanted) => {
        let shownNumber: string | null | undefined;
        const decisions: PopupDecision[] = [];
        for (const { kind, call } of steps) {
          const decision = decidePopup({ kind, call, shownNumber, settings: wanted, now });
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
