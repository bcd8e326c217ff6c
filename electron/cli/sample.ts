/** `npm run sample`: sends sample events to the running app and prints each answer. */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { spellDeceiving } from '../../shared/plain-text.ts';
import { createSampleEvent } from '../../shared/sample-events.ts';
import { messageOf } from '../error-message.ts';
import { readRunningFile } from '../running-file.ts';
import { chooseSampleIds, newestSampleIds } from '../sample/sample-ids.ts';
import { type SampleEncoding, type SendResult, sendEvent, sendJson } from '../sample/send-sample.ts';
import { defaultUserData } from '../user-data.ts';
import { fail } from './fail.ts';

const help = `Usage: npm run sample -- [options]

  --get              send by GET instead of POST with JSON
  --form             send by POST as a form
  --leg <a|b>        the agent's leg (default), or the customer's leg of the newest call
  --file <file>      send this JSON file, to the letter
  --count <n>        send this many calls, one after the other (default 1)
  --to <number>      the number called
  --url <url>        send there instead of to the running app
  --user-data <dir>  the folder the running app was started with
  --help             show this list

The first sample is TeleCMI's documented event to the letter; later ones are new calls.
`;

const { values } = readArguments();
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
if (values.get && values.form) fail('--get and --form exclude each other.');
if (values.leg !== 'a' && values.leg !== 'b') fail(`--leg takes a or b, not "${values.leg}".`);
if (!/^[1-9]\d{0,5}$/.test(values.count)) fail(`--count takes a number from 1, not "${values.count}".`);

const userData = values['user-data'] ?? defaultUserData();
const url = values.url ?? readRunningFile(userData)?.url;
if (url === undefined) fail(`DialPop does not run with ${userData}. Start it with npm start, or give --url.`);

const encoding: SampleEncoding = values.get ? 'get' : values.form ? 'form' : 'json';
let refused = false;
for (let sent = 0; sent < Number(values.count); sent += 1) {
  const result = await sendOne(url, values.leg);
  if (!result.ok) fail(`Nothing answers: ${result.message}`);
  refused ||= result.status >= 300;
  process.stdout.write(`${result.status} ${spellDeceiving(result.body)}\n`);
}
process.exitCode = refused ? 1 : 0;

function sendOne(target: string, leg: 'a' | 'b'): Promise<SendResult> {
  if (values.file !== undefined) return sendFile(target, values.file);
  const known = values.url === undefined ? userData : null;
  const ids = leg === 'b' ? newestSampleIds(known) : chooseSampleIds(known, randomUUID);
  return sendEvent(target, createSampleEvent(leg, ids, values.to), encoding);
}

function sendFile(target: string, file: string): Promise<SendResult> {
  if (!existsSync(file)) fail(`There is no file ${file}.`);
  const text = readFileSync(file, 'utf8');
  if (encoding === 'json') return sendJson(target, text);
  const event: unknown = JSON.parse(text);
  if (typeof event !== 'object' || event === null || Array.isArray(event)) fail(`${file} holds no JSON object.`);
  return sendEvent(target, { ...event }, encoding);
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        get: { type: 'boolean', default: false },
        form: { type: 'boolean', default: false },
        leg: { type: 'string', default: 'a' },
        file: { type: 'string' },
        count: { type: 'string', default: '1' },
        to: { type: 'string' },
        url: { type: 'string' },
        'user-data': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return fail(messageOf(error));
  }
}
