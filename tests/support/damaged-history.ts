import { closeSync, fstatSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { historyFile } from '../../electron/user-data.ts';
import { postJson, validEvent } from './requests.ts';
import { sample } from './samples.ts';
import { readStoredEvents } from './stored-events.ts';
import { openHistory } from './webhook-fixture.ts';

/** Begins the leg ids of calls that were there before the damage. */
const idPrefix = 'before-damage-';
const pageBytes = 4096;

/** Writes a history of so many calls, with their search index, before the app starts. */
export function writeCallsBefore(userData: string, calls: number): void {
  const { database, history } = openHistory(historyFile(userData));
  // Nobody minds if this is lost with the machine.
  database.exec('PRAGMA synchronous = OFF');
  for (let call = 0; call < calls; call += 1) {
    const id = `${idPrefix}${call}`;
    const request = postJson({ ...sample('outgoing-started').fields, cmiuuid: id, conversation_uuid: id });
    const { eventId } = history.recordEvent({ ...request, receivedAt: Date.now() }, validEvent(request));
    history.writePopupOutcome(eventId, { status: 'shown', reason: null, shownAfterMs: 30 });
  }
  while (history.indexSome(500) > 0);
  history.close();
}

/** How many of those calls the history has now; 0 where it cannot be read at this moment. */
export function countCallsBefore(userData: string): number {
  try {
    const { deliveries } = readStoredEvents(historyFile(userData));
    return [...deliveries.keys()].filter((id) => id.startsWith(idPrefix)).length;
  } catch {
    // It is being put in the place of another.
    return 0;
  }
}

/** Writes nonsense over a part of a file, in whole pages but for its very beginning. */
export function overwrite(file: string, from: { share: number }, length: { share: number } | { bytes: number }): void {
  const descriptor = openSync(file, 'r+');
  try {
    const pages = Math.floor(fstatSync(descriptor).size / pageBytes);
    const bytes = 'bytes' in length ? length.bytes : Math.ceil(pages * length.share) * pageBytes;
    writeSync(descriptor, Buffer.alloc(bytes, 0xa5), 0, bytes, Math.floor(pages * from.share) * pageBytes);
  } finally {
    closeSync(descriptor);
  }
}

/** Histories that were set aside: what lies beside the history under its name and more, save SQLite's own and marks. */
export function setAsideFiles(userData: string): string[] {
  return readdirSync(userData)
    .filter(
      (name) =>
        /^history\..+/.test(name) && !/^history\.sqlite(-wal|-shm)?$|(-wal|-shm|-journal|\.unfinished)$/.test(name),
    )
    .map((name) => join(userData, name));
}
