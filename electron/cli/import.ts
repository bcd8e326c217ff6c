/** `npm run -s import`: reads requests from a file into the history, whether or not the app runs. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeLeftOut } from '../../shared/import-words.ts';
import type { ImportedFile } from '../../shared/ipc/take-away.ts';
import { withoutDeceiving } from '../../shared/plain-text.ts';
import { describeFailure } from '../data/describe-failure.ts';
import { messageOf } from '../error-message.ts';
import { readRunningFile } from '../running-file.ts';
import type { ImportAnswer } from '../take-away/import-answer.ts';
import { defaultUserData } from '../user-data.ts';
import { endWithReader } from './end-with-reader.ts';
import { fail } from './fail.ts';
import { importBeside } from './import/import-beside.ts';
import { importInApp } from './import/import-in-app.ts';

const help = `Usage: npm run -s import -- <file> [options]

Imports the requests of a HAR 1.2 file, from whatever program, or of DialPop's own
JSON Lines (64 MB, 10,000 requests). They are shown under Requests, marked as
imported, and no calls are made of them. An entry that cannot be used is left out.

  --json             print one JSON object: {"imported":2,"skipped":[{"index":1,"reason":"no_method"}]}
                     index counts from 0, entries of a HAR or lines of JSON Lines; the reasons are
                     no_json, no_request, no_method, no_address, body_unreadable, body_too_large
  --user-data <dir>  the folder DialPop was started with
  --help             show this list

Ends with 0 if the file was read, also where entries were left out, and with 1 if nothing was imported
because the file cannot be used or the requests could not be stored.
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      'user-data': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const [given, ...others] = positionals;
  if (given === undefined) return fail('Give the file to import; --help shows how.');
  if (others.length > 0) return fail('Give one file at a time.');
  const file = resolve(given);
  const outcome = await importFile(values['user-data'] ?? defaultUserData(), file);
  if (outcome.status === 'failed') fail(withoutDeceiving(describe(outcome, file)));
  if (outcome.status === 'cancelled') fail('Nothing was imported: DialPop was told to stop.');
  process.stdout.write(values.json ? toJson(outcome.imported) : toSentences(outcome.imported));
}

async function importFile(userData: string, file: string): Promise<ImportAnswer> {
  const running = readRunningFile(userData);
  const answer = running === null ? null : await importInApp(running, file);
  return answer ?? importBeside(userData, file);
}

function describe({ code, detail }: Extract<ImportAnswer, { status: 'failed' }>, file: string): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') return `There is no file ${file}.`;
  if (code === 'EACCES' || code === 'EPERM') return `The file may not be read: ${file}`;
  return describeFailure({ code, detail }, file);
}

const toJson = ({ imported, skipped }: ImportedFile): string =>
  `${JSON.stringify({ imported, skipped: skipped.map(({ index, reason }) => ({ index, reason })) })}\n`;

function toSentences(imported: ImportedFile): string {
  const { imported: count, file, skipped } = imported;
  const first =
    count === 0
      ? `No requests were imported from ${file}${skipped.length === 0 ? ': it holds none' : ''}.`
      : `${count.toLocaleString('en')} ${count === 1 ? 'request' : 'requests'} imported from ${file}. DialPop shows ${count === 1 ? 'it' : 'them'} under Requests.`;
  return [first, ...describeLeftOut(imported)].map((sentence) => `${withoutDeceiving(sentence)}\n`).join('');
}

try {
  endWithReader();
  await main();
} catch (error) {
  fail(messageOf(error));
}
