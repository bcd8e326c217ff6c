import { parseArgs } from 'node:util';
import { documentedAgent, documentedNumber } from '../../shared/composer/call-events.ts';
import { type Encoding, encodings } from '../../shared/composer/draft.ts';
import {
  defaultCounts,
  type ScenarioName,
  type ScenarioOptions,
  scenarioNames,
  scenarioOptionsSchema,
  speeds,
} from '../../shared/composer/scenarios.ts';
import { messageOf } from '../error-message.ts';
import { fail } from './fail.ts';

export const sampleHelp = `Usage: npm run sample -- [options]

  --get              send by GET instead of POST with JSON
  --form             send by POST as a form
  --leg <a|b>        the agent's leg (default), or the customer's leg of the newest call
  --file <file>      send this JSON file, to the letter
  --saved <name>     send a message that was saved in the composer
  --count <n>        send this many calls, one after the other (default 1)
  --to <number>      the number called
  --agent <id>       the agent: 202, or 202_2222223
  --url <url>        send there instead of to the running app
  --user-data <dir>  the folder the running app was started with
  --help             show this list

  --scenario <name>  send the messages of a whole call, or of many:
                     ${scenarioNames.join(', ')}
  --scenario list    tell what each of them sends
  --speed <speed>    fast (default), or real: as far apart as TeleCMI sends them
  --count <n>        calls of the burst (default ${defaultCounts.burst}), deliveries of redeliveries (default ${defaultCounts.redeliveries})

The first sample is TeleCMI's documented event to the letter; later ones are new calls.
`;

const scenarioTexts: Record<ScenarioName, string> = {
  click2call: 'a whole call: agent rings and answers, customer rings and answers, both hang up, both call records',
  unanswered: 'the agent answers, the customer does not',
  'agent-missed': 'the agent does not answer, so the customer’s leg never starts',
  'manual-dial': 'dialled on the phone: one leg, no click2call fields',
  burst: 'many calls start at once, each to the next number (--count)',
  redeliveries: 'the same event again and again (--count)',
  'out-of-order': 'a whole click2call with no message where it belongs',
};

/** One line for each scenario. */
export const scenarioList = scenarioNames.map((name) => `${name.padEnd(13)} ${scenarioTexts[name]}\n`).join('');

/** The values of the command's arguments, or its end with a sentence about what is wrong. */
export function readSampleArguments() {
  try {
    const { values } = parseArgs({
      options: {
        get: { type: 'boolean', default: false },
        form: { type: 'boolean', default: false },
        leg: { type: 'string' },
        file: { type: 'string' },
        saved: { type: 'string' },
        scenario: { type: 'string' },
        speed: { type: 'string' },
        count: { type: 'string' },
        to: { type: 'string' },
        agent: { type: 'string' },
        url: { type: 'string' },
        'user-data': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return checkTogether(values);
  } catch (error) {
    return fail(messageOf(error));
  }
}

export type SampleArguments = ReturnType<typeof readSampleArguments>;

type GivenNames = 'get' | 'form' | 'leg' | 'file' | 'saved' | 'scenario' | 'speed' | 'to' | 'agent';

/** Arguments that mean nothing together are told, not passed over. */
function checkTogether<Values extends { [name in GivenNames]?: string | boolean | undefined }>(values: Values): Values {
  const exclude = (one: GivenNames, ...others: GivenNames[]): void => {
    for (const other of others) {
      if (values[one] && values[other]) fail(`--${one} and --${other} exclude each other.`);
    }
  };
  exclude('get', 'form');
  exclude('scenario', 'leg', 'file', 'saved');
  exclude('saved', 'leg', 'file', 'to', 'agent');
  exclude('file', 'leg', 'to', 'agent');
  if (values.speed && !values.scenario) fail('--speed goes with --scenario only.');
  return values;
}

/** How messages are sent; null where nothing was said about it. */
export const readEncoding = ({ get, form }: Pick<SampleArguments, 'get' | 'form'>): Encoding | null =>
  encodings.find((encoding) => (encoding === 'get' && get) || (encoding === 'form' && form)) ?? null;

/** How many times something is sent; one without a word about it. */
export function readCount(text: string | undefined): number {
  if (text === undefined) return 1;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : fail(`--count takes a number from 1, not "${text}".`);
}

export function readLeg(text = 'a'): 'a' | 'b' {
  return text === 'a' || text === 'b' ? text : fail(`--leg takes a or b, not "${text}".`);
}

/** The scenario that is asked for, with its options. */
export function readScenario(values: SampleArguments, given: string): { name: ScenarioName; options: ScenarioOptions } {
  const name = scenarioNames.find((known) => known === given);
  if (name === undefined) {
    return fail(`There is no scenario "${given}". The scenarios are ${scenarioNames.join(', ')}.`);
  }
  const speed = speeds.find((known) => known === (values.speed ?? 'fast'));
  if (speed === undefined) return fail(`--speed takes ${speeds.join(' or ')}, not "${values.speed}".`);
  if (values.count !== undefined && defaultCounts[name] === null) {
    return fail(`--count goes with the scenarios burst and redeliveries, not with ${name}.`);
  }
  const options = scenarioOptionsSchema.safeParse({
    to: values.to ?? documentedNumber,
    agent: values.agent ?? documentedAgent,
    count: values.count === undefined ? (defaultCounts[name] ?? 1) : readCount(values.count),
    speed,
    encoding: readEncoding(values) ?? 'json',
  });
  if (options.success) return { name, options: options.data };
  const wrong = String(options.error.issues[0]?.path[0] ?? '');
  return fail(optionTexts[wrong] ?? messageOf(options.error));
}

const optionTexts: Record<string, string> = {
  to: '--to takes up to 20 digits, with or without a plus.',
  agent: '--agent takes an extension such as 202, or 202_2222223.',
  count: '--count takes a number from 1 to 500 with a scenario.',
};
