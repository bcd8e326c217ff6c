import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '../../shared/settings.ts';
import { errorCode } from '../error-message.ts';
import { salvageSettings } from '../settings.ts';
import { syncFolder, writeDurably } from './durable-file.ts';
import { removePartial } from './partial-file.ts';

/** A file that another program has open for a moment is read again, so often and after so long. */
const readAttempts = 10;
const readAgainMs = 100;

const entrySchema = z.object({
  format: z.literal(1),
  /** What the history in use is renamed to, in the same folder. */
  setAside: z.string().regex(/^history\.before-restore-[\w-]+\.dialpop$/),
  /** The backup's settings as they are in it; null for one without. */
  restored: z.unknown(),
  /** The settings until then. */
  before: z.record(z.string(), z.unknown()),
});

/** What a restore is about to do. */
export interface RestoreEntry {
  setAside: string;
  restored: unknown;
  before: Settings;
}
export type JournalEntry = z.infer<typeof entrySchema>;

/** The copy of a backup that is to be the history; a killed app leaves it behind, the next start removes it. */
export const preparedFileOf = (folder: string): string => join(folder, 'history.restoring.sqlite');

export const journalName = 'restore-journal.json';

export type RestoreJournal = ReturnType<typeof createRestoreJournal>;

/**
 * Makes one step of a restore's two, the history's and the settings': it is on disk before the history changes, and
 * gone once the settings have followed. Whatever ends the app in between, the next start knows how far it came.
 *
 * @param historyFile the history in use, in the user data folder
 */
export function createRestoreJournal(historyFile: string) {
  const folder = dirname(historyFile);
  const file = join(folder, journalName);
  const prepared = preparedFileOf(folder);

  /**
   * Whether the backup is the history. The one rename that makes it so takes the prepared file away; until then the
   * history may have its second name already.
   */
  const hasHappened = ({ setAside }: Pick<JournalEntry, 'setAside'>): boolean => {
    const kept = join(folder, setAside);
    return !existsSync(prepared) && existsSync(kept) && existsSync(historyFile) && !isSameFile(kept, historyFile);
  };

  return {
    hasHappened,
    /** Throws where it cannot be written: then the restore must not go on. */
    write(entry: RestoreEntry): void {
      writeDurably(file, JSON.stringify({ format: 1, ...entry }));
    },
    /**
     * @returns null without a restore that was interrupted; throws where there is one that cannot be read
     */
    read(): JournalEntry | null {
      const text = readPatiently(file);
      return text === null ? null : entrySchema.parse(JSON.parse(text));
    },
    /** Has the history be the one from before, and nothing left of the restore. Throws where files cannot be moved. */
    undo({ setAside }: Pick<JournalEntry, 'setAside'>): void {
      const kept = join(folder, setAside);
      // First: without it the change can no longer happen.
      removePartial(prepared);
      if (!existsSync(historyFile) && existsSync(kept)) renameSync(kept, historyFile);
      // A second name only; a file of its own would be the one copy of what is in it.
      else if (isSameFile(kept, historyFile)) rmSync(kept, { force: true });
      this.remove();
    },
    /** The restore is over. A journal that is left behind is found to be done by the next start. */
    remove(): void {
      rmSync(file, { force: true });
      syncFolder(folder);
    },
  };
}

/** Whether two names are one file's. A file system that numbers no files has no second names either. */
function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  return first !== undefined && second !== undefined && first.ino !== 0n && first.ino === second.ino;
}

/** The file's text; null where there is none. Blocks for a second at most, at a start only. */
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
 * Everything comes back, the token and the port too: on a new machine the URL that TeleCMI knows is to
 * work again. A pause is of the moment, and what was explained on this machine stays explained.
 *
 * @param restored the settings out of a backup; null for none
 * @param token taken where the backup has none
 */
export function settingsToRestore(restored: unknown, token: string): Partial<Settings> {
  if (restored === null) return {};
  const { pausedUntil: _, closeExplained: __, ...settings } = salvageSettings(restored, token);
  return settings;
}

/** Of the restored settings those that the file does not hold yet: a field that was changed since stays changed. */
export function settingsStillToRestore({ restored, before }: JournalEntry, now: Settings): Partial<Settings> {
  const current = (name: string): string | undefined => JSON.stringify(Reflect.get(now, name));
  const wanted = Object.entries(settingsToRestore(restored, now.token)).filter(
    ([name, value]) => current(name) === JSON.stringify(before[name]) && current(name) !== JSON.stringify(value),
  );
  return Object.fromEntries(wanted);
}

/** Whether the settings are the ones from before a restore, or its own, as far as the token tells. */
export const isOfThisRestore = ({ restored, before }: JournalEntry, { token }: Settings): boolean =>
  token === before['token'] || token === settingsToRestore(restored, '').token;

/** Where the history from before is kept. */
export const keptFileOf = (historyFile: string, { setAside }: Pick<JournalEntry, 'setAside'>): string =>
  join(dirname(historyFile), setAside);
