import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import {
  type CallFacts,
  createLiveEvent,
  createRecord,
  customerLegDelayMs,
  newCallIds,
  talkSeconds,
  toUser,
} from './call-events.ts';
import { encodings } from './draft.ts';
import { createPreset, type PresetName } from './presets.ts';

export const scenarioNames = [
  'click2call',
  'unanswered',
  'agent-missed',
  'manual-dial',
  'burst',
  'redeliveries',
  'out-of-order',
] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** `real`: as far apart as TeleCMI sends them; `fast`: as soon as the order can still be seen. */
export const speeds = ['real', 'fast'] as const;
export type Speed = (typeof speeds)[number];

export const maximumScenarioCount = 500;

export const scenarioOptionsSchema = z
  .object({
    /** The number called. */
    to: z.string().regex(/^\+?\d{1,20}$/),
    /** `202` or `202_2222223` */
    agent: z.string().regex(/^\d{1,20}(_\d{1,20})?$/),
    /** Calls of a burst, deliveries of the same event. */
    count: z.int().min(1).max(maximumScenarioCount),
    speed: z.enum(speeds),
    encoding: z.enum(encodings),
  })
  .strict();
export type ScenarioOptions = z.infer<typeof scenarioOptionsSchema>;

/** How many a scenario sends unless told otherwise; null where it is not asked. */
export const defaultCounts: Record<ScenarioName, number | null> = {
  click2call: null,
  unanswered: null,
  'agent-missed': null,
  'manual-dial': null,
  burst: 10,
  redeliveries: 3,
  'out-of-order': null,
};

/** What a step's message is called: a preset's name, or how a call ends without the customer. */
export type StepName = PresetName | 'agent_hangup' | 'manual_answered' | 'manual_record';

/** One message and when it is sent. Those of the same moment go together; a later one waits for the answers before it. */
export interface ScenarioStep {
  /** Milliseconds after the scenario's start. */
  atMs: number;
  name: StepName;
  message: JsonObject;
}

interface Moment {
  atMs: number;
  name: StepName;
}

/** How far apart the steps are where only their order counts. */
const fastStepMs = 200;
const hangupAtMs = 14_000 + talkSeconds * 1000;
const longestRingingMs = 30_000;

const click2call: readonly Moment[] = [
  { atMs: 0, name: 'agent_started' },
  { atMs: 3900, name: 'agent_answered' },
  { atMs: customerLegDelayMs, name: 'customer_started' },
  { atMs: 14_000, name: 'customer_answered' },
  { atMs: hangupAtMs, name: 'hangup' },
  { atMs: hangupAtMs + 1000, name: 'agent_record' },
  { atMs: hangupAtMs + 1200, name: 'customer_record' },
];

/** What is sent of one call, and when, as it was seen of TeleCMI. */
const stories: Record<Exclude<ScenarioName, 'burst' | 'redeliveries'>, readonly Moment[]> = {
  click2call,
  unanswered: [
    ...click2call.slice(0, 3),
    { atMs: customerLegDelayMs + longestRingingMs, name: 'hangup' },
    { atMs: customerLegDelayMs + longestRingingMs + 1000, name: 'agent_record' },
    { atMs: customerLegDelayMs + longestRingingMs + 1200, name: 'customer_record' },
  ],
  'agent-missed': [
    { atMs: 0, name: 'agent_started' },
    { atMs: longestRingingMs, name: 'agent_hangup' },
    { atMs: longestRingingMs + 1000, name: 'agent_record' },
  ],
  'manual-dial': [
    { atMs: 0, name: 'manual_started' },
    { atMs: 8000, name: 'manual_answered' },
    { atMs: 8000 + talkSeconds * 1000, name: 'agent_hangup' },
    { atMs: 9000 + talkSeconds * 1000, name: 'manual_record' },
  ],
  // No message where it belongs: records before starts, answers before what they answer.
  'out-of-order': (
    [
      'agent_record',
      'customer_answered',
      'hangup',
      'customer_started',
      'agent_answered',
      'customer_record',
      'agent_started',
    ] as const
  ).map((name, index) => ({ atMs: index * 1000, name })),
};

/**
 * The messages of a scenario, each with new ids, in the order they are sent.
 *
 * @param now epoch ms at which it begins
 */
export function planScenario(
  name: ScenarioName,
  options: ScenarioOptions,
  { now, randomUuid }: { now: number; randomUuid: () => string },
): ScenarioStep[] {
  const isFast = options.speed === 'fast';
  const facts = (to: string, startsAt: number): CallFacts => ({
    ids: newCallIds(startsAt, randomUuid),
    to,
    user: toUser(options.agent),
    isClickToCall: name !== 'manual-dial',
    isAnswered: name !== 'unanswered' && name !== 'agent-missed',
    customerLegTime: startsAt + customerLegDelayMs,
  });
  if (name === 'burst') {
    return Array.from({ length: options.count }, (_, index) => {
      const atMs = isFast ? 0 : index * 100;
      return toStep({ atMs, name: 'agent_started' }, facts(addToNumber(options.to, index), now + atMs));
    });
  }
  if (name === 'redeliveries') {
    const same = facts(options.to, now);
    const apartMs = isFast ? fastStepMs : 5000;
    return Array.from({ length: options.count }, (_, index) =>
      toStep({ atMs: index * apartMs, name: 'agent_started' }, same),
    );
  }
  const moments = stories[name].map((moment, index) => (isFast ? { ...moment, atMs: index * fastStepMs } : moment));
  // What arrives out of order happened before; otherwise a leg starts when it is told.
  const isPast = name === 'out-of-order';
  const call = facts(options.to, isPast ? now - hangupAtMs : now);
  const legStart = moments.find((moment) => moment.name === 'customer_started');
  const customerLegTime = isPast || legStart === undefined ? call.customerLegTime : now + legStart.atMs;
  return moments.map((moment) => toStep(moment, { ...call, customerLegTime }));
}

const toStep = (moment: Moment, facts: CallFacts): ScenarioStep => ({
  ...moment,
  message: createStepMessage(moment.name, facts),
});

function createStepMessage(name: StepName, facts: CallFacts): JsonObject {
  switch (name) {
    case 'agent_hangup':
      return createLiveEvent('a', 'hangup', facts);
    case 'manual_answered':
      return createLiveEvent('a', 'answered', facts);
    case 'manual_record':
      return createRecord('a', facts);
    default:
      return createPreset(name, facts);
  }
}

/** The number some further on, as long as it was: `099` and 1 is `100`. */
function addToNumber(number: string, count: number): string {
  const [, plus = '', digits = ''] = /^(\+?)(\d*)$/.exec(number) ?? [];
  const sum = String((BigInt(digits) + BigInt(count)) % 10n ** BigInt(digits.length));
  return plus + sum.padStart(digits.length, '0');
}
