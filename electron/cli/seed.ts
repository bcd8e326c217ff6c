/** `npm run seed`: makes a history of any size, to try DialPop with and to measure it. */
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf } from '../error-message.ts';
import { parseEvent } from '../events/parse-event.ts';
import { createHistoryImporter, type ImportedCall } from '../history/history-importer.ts';
import { openDatabase } from '../history/open-database.ts';
import { readRunningFile } from '../running-file.ts';
import { makeCalls, type SeedCall, type SeedMessage } from '../seed/make-calls.ts';
import { defaultUserData, historyFile } from '../user-data.ts';
import { fail } from './fail.ts';

const help = `Usage: npm run seed -- --calls <n> [options]

  --calls <n>        how many calls
  --user-data <dir>  the folder for the history (default: DialPop's own)
  --days <n>         spread over so many days, today the last (default 365)
  --agents <n>       how many agents make them (default 25)
  --seed <n>         the same number makes the same calls (default 1)
  --until <time>     the last moment, e.g. 2026-11-24T15:00 (default: now)
  --help             show this list

The folder must have no history yet, and DialPop must not run with it.
`;

const callsAtOnce = 5000;

const { values } = readArguments();
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
const options = {
  calls: readNumber('calls', values.calls),
  days: readNumber('days', values.days),
  agents: readNumber('agents', values.agents),
  seed: readNumber('seed', values.seed),
  until: readTime(values.until),
};
const userData = values['user-data'] ?? defaultUserData();
const file = historyFile(userData);
if (readRunningFile(userData) !== null) fail(`DialPop runs with ${userData}. Quit it first.`);
if (existsSync(file)) fail(`There is a history already: ${file}. Give another folder with --user-data.`);

mkdirSync(userData, { recursive: true });
const unfinished = `${file}.unfinished`;
try {
  rmSync(unfinished, { force: true });
  seedHistory(unfinished);
  renameSync(unfinished, file);
} catch (error) {
  fail(messageOf(error));
}

function seedHistory(path: string): void {
  const opened = openDatabase(path);
  if (!opened.ok) fail(opened.detail);
  const startedAt = performance.now();
  const importer = createHistoryImporter(opened.database);
  const calls = makeCalls(options);
  let written = 0;
  let bodyBytes = 0;
  while (written < options.calls) {
    const batch = takeSome(calls, callsAtOnce).map(toImportedCall);
    if (batch.length === 0) break;
    importer.writeCalls(batch);
    written += batch.length;
    for (const { request, deliveries } of batch.flatMap(({ events }) => events)) {
      bodyBytes += request.body.byteLength * deliveries;
    }
    process.stderr.write(`\r${written.toLocaleString()} of ${options.calls.toLocaleString()} calls`);
  }
  process.stderr.write('\rputting the index in order …          ');
  importer.finish();
  opened.database.close();
  const seconds = (performance.now() - startedAt) / 1000;
  const { size } = statSync(path);
  process.stderr.write(
    `\r${written.toLocaleString()} calls in ${seconds.toFixed(1)} s: ${file}, ${(size / 1e6).toFixed(1)} MB, ` +
      `${Math.round(size / written)} bytes a call, ${Math.round(bodyBytes / written)} of them as TeleCMI sends them\n`,
  );
}

/** The next ones; unlike the iterator's own `take` it leaves the rest to be taken. */
function takeSome(calls: Iterator<SeedCall>, count: number): SeedCall[] {
  const taken: SeedCall[] = [];
  while (taken.length < count) {
    const { value, done } = calls.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}

function toImportedCall({ messages, ...rest }: SeedCall): ImportedCall {
  return { ...rest, events: messages.map(toImportedEvent) };
}

function toImportedEvent({ fields, receivedAt, deliveries, popup }: SeedMessage): ImportedCall['events'][number] {
  const body = new TextEncoder().encode(JSON.stringify(fields));
  const request = { receivedAt, method: 'POST', contentType: 'application/json', query: '', body };
  const parsed = parseEvent(request);
  if (parsed.status !== 'valid')
    throw new Error(`The generator made no valid event: ${JSON.stringify(parsed.reasons)}`);
  return { event: parsed.event, request, deliveries, popup };
}

function readNumber(name: string, text: string | undefined): number {
  if (text === undefined) return fail(`--${name} is missing; --help shows how.`);
  return /^[1-9]\d{0,7}$/.test(text) ? Number(text) : fail(`--${name} takes a number from 1, not "${text}".`);
}

function readTime(text: string | undefined): number {
  if (text === undefined) return Date.now();
  const time = Date.parse(text);
  return Number.isNaN(time) ? fail(`--until takes a time such as 2026-11-24T15:00, not "${text}".`) : time;
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        calls: { type: 'string' },
        'user-data': { type: 'string' },
        days: { type: 'string', default: '365' },
        agents: { type: 'string', default: '25' },
        seed: { type: 'string', default: '1' },
        until: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return fail(messageOf(error));
  }
}
