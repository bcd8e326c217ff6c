/** `npm run sample`: sends samples, saved messages and scenarios to the running app and prints each answer. */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { newCallIds, toUser } from '../../shared/composer/call-events.ts';
import { composeMessage } from '../../shared/composer/compose-message.ts';
import type { SavedMessage } from '../../shared/composer/draft.ts';
import { withIds } from '../../shared/composer/presets.ts';
import type { StepOutcome } from '../../shared/composer/scenario-run.ts';
import { planScenario, type ScenarioStep } from '../../shared/composer/scenarios.ts';
import type { JsonObject } from '../../shared/json.ts';
import { spellDeceiving } from '../../shared/plain-text.ts';
import { createSampleEvent } from '../../shared/sample-events.ts';
import { runScenario } from '../composer/run-scenario.ts';
import { sendComposed } from '../composer/send-composed.ts';
import { messageOf } from '../error-message.ts';
import { readRunningFile } from '../running-file.ts';
import { chooseSampleIds, newestSampleIds } from '../sample/sample-ids.ts';
import { type SampleResult, sendEvent, sendJson, toSampleResult } from '../sample/send-sample.ts';
import { defaultUserData } from '../user-data.ts';
import { endWithReader } from './end-with-reader.ts';
import { fail } from './fail.ts';
import {
  readCount,
  readEncoding,
  readLeg,
  readSampleArguments,
  readScenario,
  sampleHelp,
  scenarioList,
} from './sample-arguments.ts';
import { readSavedMessages } from './saved-messages.ts';

/** Where it is sent, and by which the app knows that its own person sent it. */
interface Target {
  url: string;
  key: string | null;
}

endWithReader();
const values = readSampleArguments();
const userData = values['user-data'] ?? defaultUserData();
try {
  if (values.help) process.stdout.write(sampleHelp);
  else if (values.scenario === 'list') process.stdout.write(scenarioList);
  else if (values.scenario !== undefined) await sendScenario(values.scenario);
  else await sendSamples();
} catch (error) {
  fail(messageOf(error));
}

async function sendSamples(): Promise<void> {
  const count = readCount(values.count);
  const send = values.saved === undefined ? chooseSample() : chooseSaved(values.saved);
  const target = findTarget();
  for (let sent = 0; sent < count; sent += 1) printAnswer(await send(target));
}

async function sendScenario(given: string): Promise<void> {
  const { name, options } = readScenario(values, given);
  const { url, key } = findTarget();
  const steps = planScenario(name, options, { now: Date.now(), randomUuid: randomUUID });
  const failure: string[] = [];
  await runScenario(steps, {
    encoding: options.encoding,
    send: (message) => sendComposed(url, message, key),
    onStep: (index, outcome) => {
      const step = steps[index];
      if (outcome.state === 'failed') failure.push(outcome.detail);
      if (step !== undefined && outcome.state === 'answered') printStep(step, outcome);
    },
    signal: new AbortController().signal,
  });
  if (failure[0] !== undefined) fail(`Nothing answers: ${failure[0]}`);
}

function printStep({ atMs, message }: ScenarioStep, { status, body }: Extract<StepOutcome, { state: 'answered' }>) {
  const what = `leg ${message['leg']} ${message['type'] === 'cdr' ? 'record' : message['status']}`;
  const seconds = (atMs / 1000).toFixed(1).padStart(5);
  process.stdout.write(`${seconds} s  ${what.padEnd(14)}  ${status} ${spellDeceiving(body)}\n`);
  if (status >= 300) process.exitCode = 1;
}

function printAnswer(result: SampleResult): void {
  if (!result.ok) fail(`Nothing answers: ${result.message}`);
  process.stdout.write(`${result.status} ${spellDeceiving(result.body)}\n`);
  if (result.status >= 300) process.exitCode = 1;
}

function findTarget(): Target {
  // Nobody else is to know the key.
  if (values.url !== undefined) return { url: values.url, key: null };
  const running = readRunningFile(userData);
  if (running === null) return fail(`DialPop does not run with ${userData}. Start it with npm start, or give --url.`);
  return { url: running.url, key: running.key ?? null };
}

function chooseSample(): (target: Target) => Promise<SampleResult> {
  const leg = readLeg(values.leg);
  const encoding = readEncoding(values) ?? 'json';
  if (values.file !== undefined) {
    const { text, event } = readEventFile(values.file);
    return ({ url, key }) => (encoding === 'json' ? sendJson(url, text, key) : sendEvent(url, event(), encoding, key));
  }
  const known = values.url === undefined ? userData : null;
  return ({ url, key }) => {
    const ids = leg === 'b' ? newestSampleIds(known) : chooseSampleIds(known, randomUUID);
    const event = createSampleEvent(leg, ids, values.to);
    const user = values.agent === undefined ? {} : { user: toUser(values.agent) };
    return sendEvent(url, { ...event, ...user }, encoding, key);
  };
}

function readEventFile(file: string): { text: string; event: () => JsonObject } {
  if (!existsSync(file)) return fail(`There is no file ${file}.`);
  const text = readFileSync(file, 'utf8');
  const event = (): JsonObject => {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(`${file} holds no JSON object.`);
    return { ...value };
  };
  return { text, event };
}

function chooseSaved(name: string): (target: Target) => Promise<SampleResult> {
  const messages = readSavedMessages(userData);
  const saved = messages.find((message) => message.name === name);
  if (saved === undefined) {
    const names = messages.map((message) => `"${spellDeceiving(message.name)}"`).join(', ');
    return fail(
      names === ''
        ? `There is no saved message "${name}": none is saved with ${userData}.`
        : `There is no saved message "${name}". Saved are ${names}.`,
    );
  }
  return async ({ url, key }) => {
    const composed = composeMessage(toSend(saved));
    if (!composed.ok) return fail(`"${name}" cannot be sent: ${composed.problems[0]?.path} is to be JSON and is none.`);
    return toSampleResult(await sendComposed(url, composed.message, key));
  };
}

/** The message with new ids where it has them each time. */
function toSend({ draft, hasNewIds }: SavedMessage): SavedMessage['draft'] {
  const encoded = { ...draft, encoding: readEncoding(values) ?? draft.encoding };
  return hasNewIds ? withIds(encoded, newCallIds(Date.now(), randomUUID)) : encoded;
}
