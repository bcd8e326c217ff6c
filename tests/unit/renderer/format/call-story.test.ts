import { describe, expect, test } from 'vitest';
import { tellStory } from '../../../../renderer/format/call-story.ts';
import type { EventRecord } from '../../../../shared/calls.ts';

let ids = 0;
function event(name: string, receivedAt: number, changes: Partial<EventRecord> = {}): EventRecord {
  const [leg = '', status = ''] = name.split(' ');
  ids += 1;
  const kind = status === 'cdr' ? 'cdr' : status === 'started' ? 'outgoing_started' : 'live_event';
  return {
    id: ids,
    kind,
    leg,
    status: kind === 'cdr' ? 'answered' : status,
    legStartedAt: null,
    receivedAt,
    deliveries: 1,
    popup: null,
    fields: {},
    origin: 'received',
    requests: [],
    ...changes,
  };
}

const told = (events: EventRecord[]) =>
  tellStory(events).map(({ event: { leg, status, kind } }) => `${leg} ${kind === 'cdr' ? 'cdr' : status}`);

const story = ['a started', 'a answered', 'b started', 'b answered', 'a hangup', 'a cdr', 'b cdr'];

describe('the story of a call', () => {
  test('is told in its order, whatever order it was delivered in', () => {
    const inOrder = story.map((name, index) => event(name, 1000 * index));
    expect(told(inOrder)).toEqual(story);
    const shuffled = [5, 3, 0, 6, 2, 4, 1].map((place, index) => event(story[place] ?? '', 1000 * index));
    expect(told(shuffled)).toEqual(story);
  });

  test('has the delay of each event from the one before it', () => {
    const events = [event('a started', 0), event('a answered', 3100), event('b started', 5700)];
    expect(tellStory(events).map(({ delayMs }) => delayMs)).toEqual([null, 3100, 2600]);
    expect(tellStory(events).some(({ arrivedLate, isOrderedByArrival }) => arrivedLate || isOrderedByArrival)).toBe(
      false,
    );
  });

  test('says what arrived late, and tells no delay that nobody measured', () => {
    const events = [event('a answered', 100), event('a started', 900)];
    expect(tellStory(events).map(({ delayMs, arrivedLate }) => ({ delayMs, arrivedLate }))).toEqual([
      { delayMs: null, arrivedLate: true },
      { delayMs: null, arrivedLate: false },
    ]);
  });

  test('takes TeleCMI’s own times for two starts that arrived the wrong way round', () => {
    const events = [event('b started', 100, { legStartedAt: 5700 }), event('a started', 900, { legStartedAt: 1000 })];
    expect(tellStory(events).map(({ delayMs }) => delayMs)).toEqual([null, 4700]);
  });

  test('owns up to an order that only the arrival tells', () => {
    const events = [event('a hangup', 10), event('b hangup', 20), event('b transferred', 30)];
    expect(tellStory(events).map(({ isOrderedByArrival }) => isOrderedByArrival)).toEqual([true, true, true]);
    const legs = [event('b started', 20, { legStartedAt: 2 }), event('b started', 10, { legStartedAt: 1 })];
    expect(tellStory(legs).map(({ isOrderedByArrival }) => isOrderedByArrival)).toEqual([false, false]);
    expect(tellStory(legs)[0]?.event.legStartedAt).toBe(1);
  });
});
