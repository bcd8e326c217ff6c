import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CallEvent, deriveCall } from '../../../../electron/history/derive-call.ts';
import type { CustomField, PopupOutcome } from '../../../../shared/calls.ts';
import type { JsonObject, JsonValue } from '../../../../shared/json.ts';
import { callEvent } from '../../../support/calls.ts';
import { sample } from '../../../support/samples.ts';

const started = sample('outgoing-started').fields;
const startedLegB = sample('outgoing-started-leg-b').fields;
const cdr = sample('outgoing-answered-cdr-leg-a').fields;
const incomingLeg = sample('incoming-agent-leg-started').fields;

/** A click2call from the first ring to the records, in the order TeleCMI was seen to send it. */
const wholeCall: CallEvent[] = [
  callEvent({ ...started, to: '9001' }, { receivedAt: 1000 }),
  callEvent({ ...started, to: '9001', status: 'answered' }, { receivedAt: 2000 }),
  callEvent(startedLegB, { receivedAt: 3000 }),
  callEvent({ ...startedLegB, status: 'answered' }, { receivedAt: 4000 }),
  callEvent({ ...startedLegB, status: 'hangup' }, { receivedAt: 5000 }),
  callEvent(cdr, { receivedAt: 6000 }),
  callEvent({ ...cdr, leg: 'b', status: 'missed' }, { receivedAt: 7000 }),
];

describe('a click2call', () => {
  test("that both legs hung up is told of the customer's, whichever said so first", () => {
    const hangups = ['a', 'b'].map((leg) => callEvent({ ...started, leg, cmiuuid: leg, status: 'hangup' }));
    for (const events of [hangups, hangups.toReversed()]) {
      expect(deriveCall(events)).toMatchObject({ status: 'hangup', statusLeg: 'b' });
    }
  });

  test.each([
    [1, 'started', 'a'],
    [2, 'answered', 'a'],
    [3, 'started', 'b'],
    [4, 'answered', 'b'],
    [5, 'hangup', 'b'],
    [6, 'answered', 'a'],
    [7, 'missed', 'b'],
  ])('after %i of its events is %s on leg %s, whatever order they came in', (count, status, statusLeg) => {
    const events = wholeCall.slice(0, count);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: count }), (shuffled) => {
        expect(deriveCall(shuffled)).toMatchObject({ status, statusLeg, receivedAt: 1000 });
      }),
      { numRuns: 50 },
    );
  });

  test('is the same call whatever order its events come in', () => {
    const inOrder = deriveCall(wholeCall);
    expect(inOrder).toMatchObject({
      isOutgoing: true,
      number: '442000000001',
      agent: '202_2222223',
      callerid: '442000000000',
      requestId: started['request_id'],
      isClickToCall: true,
      receivedAt: 1000,
    });
    fc.assert(
      fc.property(fc.shuffledSubarray(wholeCall, { minLength: wholeCall.length }), (shuffled) => {
        expect(deriveCall(shuffled)).toEqual(inOrder);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the number', () => {
  const numberOf = (...messages: JsonObject[]) => deriveCall(messages.map((message) => callEvent(message))).number;

  test("is leg a's until leg b corrects it", () => {
    expect(numberOf({ ...started, to: '9001' })).toBe('9001');
    expect(numberOf({ ...started, to: '9001' }, startedLegB)).toBe('442000000001');
    expect(numberOf(startedLegB, { ...started, to: '9001' })).toBe('442000000001');
  });

  test('of a start outweighs the one in the record of the same leg', () => {
    expect(numberOf(cdr, { ...started, to: '442000000007' })).toBe('442000000007');
  });

  test('keeps its "+" and is nothing where nobody tells', () => {
    expect(numberOf({ ...started, to: '+442000000001' })).toBe('+442000000001');
    expect(numberOf(incomingLeg)).toBeNull();
  });
});

describe('what a call is', () => {
  const derive = (...messages: JsonObject[]) => deriveCall(messages.map((message) => callEvent(message)));

  test("an incoming call's agent leg is no outgoing call; any event with a called number is", () => {
    expect(derive(incomingLeg).isOutgoing).toBe(false);
    expect(derive(started).isOutgoing).toBe(true);
    expect(derive(cdr).isOutgoing).toBe(true);
    expect(derive({ ...started, direction: 'inbound', status: 'waiting' }).isOutgoing).toBe(false);
  });

  test('click2call is told by the request or by what came with it', () => {
    const { request_id: _request, extra_params: _extra, ...dialled } = started;
    expect(derive(dialled).isClickToCall).toBe(false);
    expect(derive({ ...dialled, request_id: 'r' }).isClickToCall).toBe(true);
    expect(derive({ ...dialled, extra_params: { a: 1 } }).isClickToCall).toBe(true);
    for (const nothing of ['', 'none', 'false', null, false]) {
      expect(derive({ ...dialled, extra_params: nothing }).isClickToCall).toBe(false);
    }
  });

  test('the caller id is also the virtual number of a record; the app id is text', () => {
    expect(derive(cdr)).toMatchObject({ callerid: '440000000000', appId: '2222223' });
  });

  test('is delivered as often as its most repeated event', () => {
    const events = [callEvent(started, { deliveries: 2 }), callEvent(startedLegB, { deliveries: 5 })];
    expect(deriveCall(events).deliveries).toBe(5);
  });
});

describe('the custom fields', () => {
  const fieldsOf = (...holders: JsonObject[]): CustomField[] => {
    const { custom: _custom, extra_params: _extra, ...plain } = started;
    return deriveCall(holders.map((holder) => callEvent({ ...plain, ...holder }))).customFields;
  };
  const custom = (name: string, value: JsonValue): CustomField => ({ name, value, source: 'custom' });
  const extra = (name: string, value: JsonValue): CustomField => ({ name, value, source: 'extra_params' });

  test.each<[string, JsonObject, CustomField[]]>([
    ['none', {}, []],
    [
      'of both kinds, click2call first',
      { custom: '{"crm":7}', extra_params: { a: 'b' } },
      [extra('a', 'b'), custom('crm', 7)],
    ],
    ['of one name in both', { custom: { id: 1 }, extra_params: { id: 2 } }, [extra('id', 2), custom('id', 1)]],
    ['a word', { custom: 'vip' }, [custom('custom', 'vip')]],
    ['a list', { extra_params: '["a"]' }, [extra('extra_params', ['a'])]],
    ['a placeholder, which the window shows', { custom: 'none' }, [custom('custom', 'none')]],
    ['nothing in it', { custom: '', extra_params: null }, []],
    ['an empty object', { custom: '{}' }, []],
    ['text that only looks like JSON', { custom: '{key: value}' }, [custom('custom', '{key: value}')]],
  ])('%s', (_what, holder, expected) => {
    expect(fieldsOf(holder)).toEqual(expected);
  });

  test('keep names that mean something to JavaScript', () => {
    const names = fieldsOf({ custom: '{"__proto__":1,"constructor":2,"toString":3}' }).map(({ name }) => name);
    expect(names).toEqual(['__proto__', 'constructor', 'toString']);
  });

  test("of both legs are put together, leg b's value counting", () => {
    const legA = callEvent({ ...started, custom: { id: 1, a: 'only here' }, extra_params: '' });
    const legB = callEvent({ ...startedLegB, custom: { id: 2, b: 'and here' }, extra_params: '' });
    for (const events of [
      [legA, legB],
      [legB, legA],
    ]) {
      expect(deriveCall(events).customFields).toEqual([
        custom('id', 2),
        custom('b', 'and here'),
        custom('a', 'only here'),
      ]);
    }
  });

  test('are not hidden by a placeholder on another event', () => {
    const legB = callEvent({ ...startedLegB, custom: 'none', extra_params: '' });
    expect(deriveCall([callEvent({ ...started, custom: 'vip', extra_params: '' }), legB]).customFields).toEqual([
      custom('custom', 'vip'),
    ]);
    expect(deriveCall([callEvent({ ...started, custom: { id: 1 }, extra_params: '' }), legB]).customFields).toEqual([
      custom('id', 1),
    ]);
  });
});

describe('what became of the popup', () => {
  const shown: PopupOutcome = { status: 'shown', reason: null, shownAfterMs: 3 };
  const failed: PopupOutcome = { status: 'failed', reason: 'no service' };
  const skipped = (reason: 'paused' | 'same_call' | 'other_leg' | 'not_a_call_start'): PopupOutcome => ({
    status: 'skipped',
    reason,
  });
  const outcome = (...popups: (PopupOutcome | null)[]) =>
    deriveCall(popups.map((popup, index) => callEvent(index === 0 ? started : startedLegB, { popup }))).popup;

  test.each<[string, (PopupOutcome | null)[], PopupOutcome | null]>([
    ['is not known before it is decided', [null], null],
    ['is that it was shown, if it ever was', [shown, skipped('same_call')], shown],
    ['is that it was shown, also where its correction failed', [shown, failed], shown],
    ['is the reason of the first leg where the second only says it had one', [failed, skipped('same_call')], failed],
    ['is that it was shown at last', [failed, shown], shown],
    ['is the newest reason', [skipped('paused'), failed], failed],
    ['stands while the second leg is not decided', [failed, null], failed],
    ['is a failure, also where the other leg was not to pop', [failed, skipped('other_leg')], failed],
    ['is that it waits for the other leg, where nothing else is known', [skipped('other_leg')], skipped('other_leg')],
  ])('%s', (_what, popups, expected) => {
    expect(outcome(...popups)).toEqual(expected);
  });

  test('does not come from events that never pop', () => {
    const hangup = callEvent({ ...started, status: 'hangup' }, { popup: skipped('not_a_call_start') });
    expect(deriveCall([callEvent(started, { popup: failed }), hangup]).popup).toEqual(failed);
    expect(deriveCall([hangup]).popup).toBeNull();
  });
});
