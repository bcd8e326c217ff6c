import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '../../shared/settings.ts';
import { errorCode } from '../error-message.ts';
import { salvageSettings } from '../settings.ts';
import { syncFolder, writeDurably } from './durable-file.ts';
import { removePartial } from './partial-file.ts';

/** How often, and after how many ms, a file is read again that another program has open for a moment. */
const readAttempts = 10;
const readAgainMs = 100;

const entrySchema = z.object({
  format: z.literal(1),
  /** The name that the current history gets, in the same folder. */
  setAside: z.string().regex(/^history\.before-restore-[\w-]+\.dialpop$/),
  /** The backup's settings, unchanged; null if it has none. */
  restored: z.unknown(),
  /** The settings before the restore. */
  before: z.record(z.string(), z.unknown()),
});

/** What a restore is about to do. */
export interface RestoreEntry {
  setAside: string;
  restored: unknown;
  before: Settings;
}
export type JournalEntry = z.infer<typeof entrySchema>;

/** The copy of a backup that is to become the history. A killed app leaves it behind, and the next start removes it. */
export const preparedFileOf = (folder: string): string => join(folder, 'history.restoring.sqlite');

export const journalName = 'restore-journal.json';

export type RestoreJournal = ReturnType<typeof createRestoreJournal>;

/**
 * Makes the two steps of a restore, history and settings, one. The journal is on disk before the history changes, and
 * removed once the settings have followed. Whatever ends the app in between, the next start knows how far it got.
 *
 * @param historyFile the history in use, in the user data folder
 */
export function createRestoreJournal(historyFile: string) {
  const folder = dirname(historyFile);
  const file = join(folder, journalName);
  const prepared = preparedFileOf(folder);

  /**
   * Whether the backup has become the history. The one rename that does it removes the prepared file; until then the
   * history may already have its second name.
   */
  const hasHappened = ({ setAside }: Pick<JournalEntry, 'setAside'>): boolean => {
    const kept = join(folder, setAside);
    return !existsSync(prepared) && existsSync(kept) && existsSync(historyFile) && !isSameFile(kept, historyFile);
  };

  return {
    hasHappened,
    /** Throws if it cannot be written: then the restore must not continue. */
    write(entry: RestoreEntry): void {
      writeDurably(file, JSON.stringify({ format: 1, ...entry }));
    },
    /**
     * @returns null if no restore was interrupted; throws if there is a journal that cannot be read
     */
    read(): JournalEntry | null {
      const text = readPatiently(file);
      return text === null ? null : entrySchema.parse(JSON.parse(text));
    },
    /** Puts the previous history back and removes everything of the restore. Throws if files cannot be moved. */
    undo({ setAside }: Pick<JournalEntry, 'setAside'>): void {
      const kept = join(folder, setAside);
      // First: without it the restore can no longer happen.
      removePartial(prepared);
      if (!existsSync(historyFile) && existsSync(kept)) renameSync(kept, historyFile);
      // Only a second name; a separate file would be the only copy of its content.
      else if (isSameFile(kept, historyFile)) rmSync(kept, { force: true });
      this.remove();
    },
    /** The restore is over. If the journal cannot be removed, the next start finds that all of it is done. */
    remove(): void {
      rmSync(file, { force: true });
      syncFolder(folder);
    },
  };
}

/** Whether two names refer to one file. A file system without file numbers has no second names either. */
function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  return first !== undefined && second !== undefined && first.ino !== 0n && first.ino === second.ino;
}

/** The file's text; null if there is none. Blocks for a second at most, and only at a start. */
function readPatiently(file: string): string | null {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      if (attempt === readAttempts) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), 0, 0, readAgainMs);
    }
  }
}

/**
 * Everything comes back, including token and port: on a new machine the URL that TeleCMI knows has to work again. A
 * pause belongs to the moment, and what was explained on this machine stays explained.
 *
 * @param restored the settings from a backup; null if it has none
 * @param token used if the backup has none
 */
export function settingsToRestore(restored: unknown, token: string): Partial<Settings> {
  if (restored === null) return {};
  const { pausedUntil: _, closeExplained: __, ...settings } = salvageSettings(restored, token);
  return settings;
}

/** The restored settings that the file lacks; a field that was changed since keeps its change. */
export function settingsStillToRestore({ restored, before }: JournalEntry, now: Settings): Partial<Settings> {
  const current = (name: string): string | undefined => JSON.stringify(Reflect.get(now, name));
  const wanted = Object.entries(settingsToRestore(restored, now.token)).filter(
    ([name, value]) => current(name) === JSON.stringify(before[name]) && current(name) !== JSON.stringify(value),
  );
  return Object.fromEntries(wanted);
}

/** Whether the settings are those from before a restore or the restored ones, judged by the token. */
export const isOfThisRestore = ({ restored, before }: JournalEntry, { token }: Settings): boolean =>
  token === before['token'] || token === settingsToRestore(restored, '').token;

/** Where the previous history is kept. */
export const keptFileOf = (historyFile: string, { setAside }: Pick<JournalEntry, 'setAside'>): string =>
  join(dirname(historyFile), setAside);
