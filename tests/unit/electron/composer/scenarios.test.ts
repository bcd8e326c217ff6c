import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../../../electron/events/parse-event.ts';
import { composeMessage } from '../../../../shared/composer/compose-message.ts';
import { toDraft } from '../../../../shared/composer/draft.ts';
import {
  planScenario,
  type ScenarioName,
  type ScenarioOptions,
  type ScenarioStep,
  scenarioNames,
  scenarioOptionsSchema,
} from '../../../../shared/composer/scenarios.ts';

const now = 1_800_000_000_000;
const options: ScenarioOptions = { to: '442000000001', agent: '202', count: 4, speed: 'real', encoding: 'json' };

function plan(name: ScenarioName, changes: Partial<ScenarioOptions> = {}): ScenarioStep[] {
  let ids = 0;
  const randomUuid = () => {
    ids += 1;
    return `id-${ids}`;
  };
  return planScenario(name, { ...options, ...changes }, { now, randomUuid });
}

/** `a started`, `b record` */
const told = (steps: ScenarioStep[]): string[] =>
  steps.map(({ message }) => `${message['leg']} ${message['type'] === 'cdr' ? 'record' : message['status']}`);

const whole = ['a started', 'a answered', 'b started', 'b answered', 'b hangup', 'a record', 'b record'];

describe.each(scenarioNames)('the scenario %s', (name) => {
  test.each(['real', 'fast'] as const)('sends valid events in the order of time, %s', (speed) => {
    const steps = plan(name, { speed });
    const times = steps.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times[0]).toBe(0);
    for (const { message } of steps) {
      const composed = composeMessage(toDraft(message, 'json'));
      if (!composed.ok) throw new Error('It makes no message');
      const body = new TextEncoder().encode(composed.message.body);
      expect(parseEvent({ method: 'POST', query: '', contentType: 'application/json', body }).status).toBe('valid');
      expect(message['user']).toBe('202_2222223');
    }
  });

  test('takes seconds to a minute in real time, and at most two seconds fast', () => {
    expect(plan(name).at(-1)?.atMs).toBeLessThan(60_000);
    expect(plan(name, { speed: 'fast' }).at(-1)?.atMs).toBeLessThanOrEqual(2000);
  });
});

test('a whole click2call goes from the first started event to the last record, as it was seen of TeleCMI', () => {
  const steps = plan('click2call');
  expect(told(steps)).toEqual(whole);
  expect(new Set(steps.map(({ message }) => message['conversation_uuid']))).toEqual(new Set(['id-2', undefined]));
  // Each leg has its own start, which is when its started event comes.
  expect(steps.map(({ message }) => Number(message['time']) - now)).toEqual([0, 0, 5684, 5684, 5684, 0, 5684]);
  expect(steps[2]?.atMs).toBe(5684);
  expect(told(plan('click2call', { speed: 'fast' }))).toEqual(whole);
  // Nothing starts later than it is told.
  for (const { atMs, message } of plan('click2call', { speed: 'fast' })) {
    expect(Number(message['time']) - now).toBeLessThanOrEqual(atMs);
  }
});

test('calls that nobody answers end as missed', () => {
  expect(told(plan('unanswered'))).toEqual([
    'a started',
    'a answered',
    'b started',
    'b hangup',
    'a record',
    'b record',
  ]);
  expect(told(plan('agent-missed'))).toEqual(['a started', 'a hangup', 'a record']);
  for (const name of ['unanswered', 'agent-missed'] as const) {
    expect(plan(name).at(-1)?.message).toMatchObject({ status: 'missed', answeredsec: 0 });
  }
});

test('a dialled call is one leg without the fields of click2call', () => {
  const steps = plan('manual-dial');
  expect(told(steps)).toEqual(['a started', 'a answered', 'a hangup', 'a record']);
  for (const { message } of steps) {
    expect(Object.keys(message)).not.toEqual(expect.arrayContaining(['request_id']));
    expect(message['extra_params']).toBeUndefined();
  }
});

test('a burst is as many calls as asked for, each of its own and to the next number', () => {
  const steps = plan('burst', { to: '+0099', count: 3, speed: 'fast' });
  expect(steps.map(({ message }) => message['to'])).toEqual(['+0099', '+0100', '+0101']);
  expect(new Set(steps.map(({ message }) => message['conversation_uuid'])).size).toBe(3);
  expect(steps.map(({ atMs }) => atMs)).toEqual([0, 0, 0]);
});

test('redeliveries are one event to the letter', () => {
  const bodies = plan('redeliveries').map(({ message }) => JSON.stringify(message));
  expect(bodies).toHaveLength(4);
  expect(new Set(bodies).size).toBe(1);
});

test('out of order is the whole call, with no message where it belongs', () => {
  const steps = told(plan('out-of-order'));
  expect(steps.toSorted()).toEqual(whole.toSorted());
  expect(steps.filter((step, index) => step === whole[index])).toEqual([]);
  expect(steps.at(-1)).toBe('a started');
});

test.each([
  { to: 'somebody' },
  { to: '' },
  { agent: '' },
  { agent: 'x' },
  { count: 0 },
  { count: 501 },
  { count: 1.5 },
])('options that make no call are refused: %j', (changes) =>
  expect(scenarioOptionsSchema.safeParse({ ...options, ...changes }).success).toBe(false),
);
