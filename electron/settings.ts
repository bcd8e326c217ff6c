import { randomBytes } from 'node:crypto';
import { accessSync, constants, copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type Store from 'electron-store';
import { type Settings, settingsSchema, tokenSchema } from '../shared/settings.ts';
import { messageOf } from './error-message.ts';
import { createSerialQueue } from './serial-queue.ts';
import { type FoundSettings, findToken, readSettingsFile } from './settings-file.ts';

export type Saved = { ok: true } | { ok: false; message: string };

/**
 * What is to be different: fields, or a function of the settings as they are when its turn comes, which returns null to
 * change nothing. A value made from other settings must be such a function: they may have changed before its turn.
 */
export type SettingsChange = Partial<Settings> | ((now: Settings) => Partial<Settings> | null);

export interface SettingsStore {
  /** The settings. While {@link unreadable} is not null these are the defaults, with a token that is nobody's. */
  get(): Settings;
  /**
   * Resolves when the file is as it should be, or is known not to be writable: only then is the token the one
   * that the next start finds. Waits for as long as the file cannot be read.
   */
  readonly ready: Promise<void>;
  /** Resolves with {@link ready}, or once the file could not be read for some seconds. */
  readonly readOrGivenUp: Promise<void>;
  /** Why the file cannot be read, in the system's words; null when the settings are known. */
  readonly unreadable: string | null;
  /**
   * Saves some fields, after what was to be saved before. A sentence instead of an error when the file cannot be written.
   *
   * @param effect whether they are in use only once they are saved, or in any case, to be saved as soon as that can be
   */
  update(change: SettingsChange, effect?: 'once_saved' | 'in_any_case'): Promise<Saved>;
  /** Loads what writes the file, ahead of a change; it is large and most starts never need it. */
  warmUp(): Promise<void>;
  /** Resolves when everything is saved that was to be. */
  settle(): Promise<void>;
  /** Stops trying to read a file that cannot be read. */
  stop(): void;
  /** Calls back after each change; returns how to stop. `before` is null when the settings were not known until now. */
  onChange(listener: (settings: Settings, before: Settings | null) => void): () => void;
  /** Where a damaged file was put; null when there was none, or while it could not be put anywhere. */
  readonly setAside: string | null;
  /** Why the file could not be written the last time, in the system's words; null when it could. */
  readonly notSaved: string | null;
}

/** 128 random bits: the secret part of the webhook URL. */
export const createToken = (): string => randomBytes(16).toString('hex');

/** How a file that cannot be read is tried again. */
export interface ReadAgain {
  /** How often at first, in ms: a virus scanner or a backup has a file for a moment. */
  soonMs: number;
  /** After this many ms it is told. */
  toldAfterMs: number;
  /** How often from then on, in ms. */
  laterMs: number;
}

const readAgainAsUsual: ReadAgain = { soonMs: 100, toldAfterMs: 4000, laterMs: 2000 };

/**
 * The settings, in `settings.json`. A file that is damaged, or holds values that are not
 * allowed, is kept beside it under another name; whatever is readable in it, above all the
 * token that TeleCMI was given, is taken over. A file that cannot be read is left alone, and taken over as soon as
 * it can be.
 *
 * @param folder the user data folder
 * @param reportError is told what a listener threw
 */
export function createSettingsStore(
  folder: string,
  reportError: (error: unknown) => void,
  read: (file: string) => FoundSettings = readSettingsFile,
  again: ReadAgain = readAgainAsUsual,
): SettingsStore {
  const file = join(folder, 'settings.json');
  // Nothing is written over a file that could not be kept yet.
  let mustPutAside: 'damaged' | 'incomplete' | null = null;
  let setAside: string | null = null;
  let notSaved: string | null = null;
  let unreadable: string | null = null;
  // What a newer DialPop wrote is its business; it finds it again.
  let unknown: object = {};
  let settings = settingsSchema.parse({ token: createToken() });
  const queue = createSerialQueue();
  const listeners = new Set<Parameters<SettingsStore['onChange']>[0]>();

  let store: Store<Settings> | null = null;
  const openStore = async (): Promise<Store<Settings>> => {
    const { default: SettingsFile } = await import('electron-store');
    store ??= new SettingsFile<Settings>({
      cwd: folder,
      name: 'settings',
      configFileMode: 0o600,
      // It is written whole, and what was in it is known, in whichever encoding.
      deserialize: () => settings,
    });
    return store;
  };

  const save = async (next: Settings): Promise<Saved> => {
    try {
      if (mustPutAside !== null) setAside = putAside(file, mustPutAside);
      mustPutAside = null;
      const opened = store ?? (await openStore());
      opened.store = { ...unknown, ...next };
      notSaved = null;
      return { ok: true };
    } catch (error) {
      notSaved = messageOf(error);
      return { ok: false, message: notSaved };
    }
  };
  /** The settings are in use, whatever a listener makes of them. */
  const notifyListeners = (before: Settings | null): void => {
    for (const listener of listeners) {
      try {
        listener(settings, before);
      } catch (error) {
        reportError(error);
      }
    }
  };
  const apply = async (change: SettingsChange, effect: 'once_saved' | 'in_any_case'): Promise<Saved> => {
    const before = settings;
    const patch = typeof change === 'function' ? change(before) : change;
    if (patch === null) return { ok: true };
    const saved = await save({ ...settings, ...patch });
    if (!saved.ok && effect === 'once_saved') return saved;
    settings = { ...settings, ...patch };
    notifyListeners(before);
    return saved;
  };
  const takeOver = async (found: Exclude<FoundSettings, { status: 'unreadable' }>): Promise<void> => {
    const raw = rawOf(found);
    const { settings: initial, complete } = salvage(raw);
    settings = initial;
    unknown = unknownFields(raw);
    if (found.status === 'damaged') mustPutAside = 'damaged';
    else if (!complete) mustPutAside = 'incomplete';
    // The token must be the same at the next start even if nothing else is ever changed. A file that cannot be
    // written is tried, as only that tells why.
    const isPrivate = found.status === 'read' && found.isPrivate;
    if (mustPutAside === null && isWhole(raw) && isPrivate && isWritable(folder, file)) return;
    await queue.run(() => save(settings));
  };

  let timer: NodeJS.Timeout | undefined;
  const first = read(file);
  let giveUp: () => void = () => {};
  const givenUp = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  const readAgain = (reason: string): Promise<void> => {
    unreadable = reason;
    const beganAt = performance.now();
    return new Promise((resolve) => {
      const tryAgain = (): void => {
        const found = read(file);
        if (found.status !== 'unreadable') {
          resolve(takeOver(found).then(tellKnown));
          return;
        }
        unreadable = found.reason;
        const isLate = performance.now() - beganAt >= again.toldAfterMs;
        if (isLate) giveUp();
        timer = setTimeout(tryAgain, isLate ? again.laterMs : again.soonMs);
      };
      timer = setTimeout(tryAgain, again.soonMs);
    });
  };
  const tellKnown = (): void => {
    unreadable = null;
    notifyListeners(null);
  };
  const ready = first.status === 'unreadable' ? readAgain(first.reason) : takeOver(first);

  return {
    get: () => settings,
    ready,
    readOrGivenUp: Promise.race([ready, givenUp]),
    get unreadable() {
      return unreadable;
    },
    update(change, effect = 'once_saved') {
      if (unreadable !== null) return Promise.resolve({ ok: false, message: unreadable });
      return queue.run(() => apply(change, effect));
    },
    async warmUp() {
      // A file that cannot be opened is told of when there is something to write.
      await openStore().catch(() => {});
    },
    settle: queue.settle,
    stop: () => clearTimeout(timer),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get setAside() {
      return setAside;
    },
    get notSaved() {
      return notSaved;
    },
  };
}

/** What can be taken over of what was found. */
function rawOf(found: Exclude<FoundSettings, { status: 'unreadable' }>): unknown {
  if (found.status === 'read') return found.raw;
  // Not JSON any more, but TeleCMI still calls the URL with this token.
  const text = found.status === 'damaged' ? found.text : '';
  const token = findToken(text);
  return token === null ? {} : { token };
}

/** Whether a file holds a token and every field that this version knows. */
function isWhole(raw: unknown): boolean {
  if (typeof raw !== 'object' || raw === null) return false;
  return Object.keys(settingsSchema.shape).every((name) => Object.hasOwn(raw, name));
}

function isWritable(...paths: string[]): boolean {
  try {
    for (const path of paths) accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function unknownFields(raw: unknown): object {
  const fields = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : [];
  return Object.fromEntries(fields.filter(([name]) => !Object.hasOwn(settingsSchema.shape, name)));
}

/**
 * The settings out of a backup: whatever is valid in it, and the default for the rest.
 *
 * @param token taken where the backup has none that is valid
 */
export function salvageSettings(raw: unknown, token: string): Settings {
  const source: object = typeof raw === 'object' && raw !== null ? raw : {};
  const hasToken = 'token' in source && tokenSchema.safeParse(source.token).success;
  return salvage(hasToken ? source : { ...source, token }).settings;
}

/** Takes whatever is valid by itself, and the default for the rest: one bad link costs none of the others. */
function salvage(raw: unknown): { settings: Settings; complete: boolean } {
  const source: object = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : {};
  const hasToken = 'token' in source && tokenSchema.safeParse(source.token).success;
  const withToken = { ...source, token: hasToken && 'token' in source ? source.token : createToken() };
  const whole = settingsSchema.safeParse(withToken);
  const tokenIsWhole = hasToken || !('token' in source);
  if (whole.success) return { settings: whole.data, complete: tokenIsWhole && source === raw };

  const paths = whole.error.issues.map(({ path }) => path);
  const defaults = settingsSchema.parse({ token: withToken.token });
  const mended = settingsSchema.safeParse(mend(withToken, defaults, paths));
  if (mended.success) return { settings: mended.data, complete: false };

  // What is wrong goes deeper than can be told: those fields are lost as a whole.
  const invalid = new Set(paths.map(([name]) => name));
  const valid = Object.fromEntries(Object.entries(withToken).filter(([name]) => !invalid.has(name)));
  return { settings: settingsSchema.parse(valid), complete: false };
}

/**
 * A value without what is wrong in it: of a list the items are left out, of an object each field gets its default.
 *
 * @param fallback the default; undefined where there is none, as for what is inside a list
 * @param paths from the value to each mistake in it; an empty one means the value itself
 */
function mend(value: unknown, fallback: unknown, paths: readonly (readonly PropertyKey[])[]): unknown {
  if (paths.length === 0) return value;
  if (paths.some(({ length }) => length === 0) || typeof value !== 'object' || value === null) return fallback;
  const below = (name: PropertyKey) => paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
  if (Array.isArray(value)) return value.filter((_, index) => below(index).length === 0);

  const defaults = new Map(typeof fallback === 'object' && fallback !== null ? Object.entries(fallback) : []);
  const wrong = new Set(paths.map(([name]) => String(name)));
  if ([...wrong].some((name) => !defaults.has(name))) return fallback;
  const mended = [...wrong].map((name) => {
    const inner: unknown = Object.entries(value).find(([known]) => known === name)?.[1];
    return [name, mend(inner, defaults.get(name), below(name))];
  });
  return { ...value, ...Object.fromEntries(mended) };
}

/** A file that cannot be parsed must make room; one with some invalid values is only copied. */
function putAside(file: string, why: 'damaged' | 'incomplete'): string {
  const target = `${file.slice(0, -'.json'.length)}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.json`;
  if (why === 'damaged') renameSync(file, target);
  else copyFileSync(file, target);
  return target;
}
