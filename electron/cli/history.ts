/** `npm run -s history`: prints the newest stored events, whether or not the app runs. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describePhoneNumber, type PhoneNumberDescription } from '../../shared/phone-number.ts';
import { escapeDeceiving, withoutDeceiving } from '../../shared/plain-text.ts';
import { messageOf } from '../error-message.ts';
import type { CallEvent } from '../history/derive-call.ts';
import { createEventReader } from '../history/history-store.ts';
import { type Database, openDatabaseReadOnly } from '../history/open-database.ts';
import { defaultUserData, historyFile } from '../user-data.ts';
import { endWithReader } from './end-with-reader.ts';
import { fail } from './fail.ts';
import { loadHomeCountry } from './load-home-country.ts';

const help = `Usage: npm run -s history -- [options]

  --json             one JSON object a line
  --limit <n>        how many events, newest first (default 20)
  --user-data <dir>  the folder DialPop was started with
  --help             show this list
`;

function main(): void {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      limit: { type: 'string', default: '20' },
      'user-data': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  if (!/^[1-9]\d{0,8}$/.test(values.limit)) fail(`--limit takes a number from 1, not "${values.limit}".`);
  const userData = values['user-data'] ?? defaultUserData();
  loadHomeCountry(userData);
  const file = historyFile(userData);
  if (!existsSync(file)) fail(`There is no history yet: ${file} does not exist.`);

  const database = openDatabaseReadOnly(file);
  try {
    // An app that starts for the first time may be about to make it.
    const events = isMade(database) ? createEventReader(database).listEvents(Number(values.limit)) : [];
    for (const event of events) process.stdout.write(`${values.json ? toJson(event) : toLine(event)}\n`);
  } finally {
    database.close();
  }
}

const isMade = (database: Database): boolean =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version']) > 0;

/** The number called as everything in DialPop reads it; null where an event has none. */
function readNumber(fields: CallEvent['fields']): PhoneNumberDescription | null {
  const [number, callerid] = [fields['to'], fields['callerid'] ?? fields['virtual_number'] ?? null];
  if (typeof number !== 'string' && typeof number !== 'number') return null;
  return describePhoneNumber({ number: String(number), callerid: callerid === null ? null : String(callerid) });
}

function toJson({ receivedAt, kind, deliveries, popup, fields, origin }: CallEvent): string {
  const number = readNumber(fields);
  const text = JSON.stringify({
    received_at: new Date(receivedAt).toISOString(),
    kind,
    origin,
    deliveries,
    popup: popup === null ? null : { status: popup.status, reason: popup.reason },
    to_e164: number?.e164 ?? null,
    country: number?.country ?? null,
    event: fields,
  });
  return escapeDeceiving(text);
}

function toLine({ receivedAt, kind, deliveries, popup, fields, origin }: CallEvent): string {
  const time = new Date(receivedAt).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' });
  const parts = [
    time,
    kind.replaceAll('_', ' ').padEnd(16),
    `leg ${String(fields['leg'] ?? '-')}`,
    String(fields['status'] ?? '-').padEnd(11),
    `to ${readNumber(fields)?.text ?? String(fields['to'] ?? '-')}`,
    `agent ${String(fields['user'] ?? '-')}`,
    ...(deliveries > 1 ? [`×${deliveries}`] : []),
    ...(origin === 'received' ? [] : [origin]),
    popup === null
      ? 'popup pending'
      : ['popup', popup.status, popup.reason].filter(Boolean).join(' ').replaceAll('_', ' '),
  ];
  // A terminal obeys control characters; what a sender wrote must not command it.
  return withoutDeceiving(parts.join('  '));
}

try {
  endWithReader();
  main();
} catch (error) {
  fail(messageOf(error));
}
