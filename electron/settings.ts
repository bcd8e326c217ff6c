import { randomBytes } from 'node:crypto';
import { accessSync, constants, copyFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type Store from 'electron-store';
import { type Settings, settingsSchema, tokenSchema } from '../shared/settings.ts';
import { messageOf } from './error-message.ts';

export type Saved = { ok: true } | { ok: false; message: string };

export interface SettingsStore {
  get(): Settings;
  /**
   * Resolves when the file is as it should be, or is known not to be writable: only then is the token the one
   * that the next start finds.
   */
  readonly ready: Promise<void>;
  /**
   * Saves some fields, after what was to be saved before. A sentence instead of an error when the file cannot be written.
   *
   * @param effect whether they are in use only once they are saved, or in any case, to be saved as soon as that can be
   */
  update(patch: Partial<Settings>, effect?: 'once_saved' | 'in_any_case'): Promise<Saved>;
  /** Loads what writes the file, ahead of a change; it is large and most starts never need it. */
  warmUp(): Promise<void>;
  /** Resolves when everything is saved that was to be. */
  settle(): Promise<unknown>;
  /** Calls back after each change; returns how to stop. */
  onChange(listener: (settings: Settings, before: Settings) => void): () => void;
  /** Where a damaged file was put; null when there was none, or while it could not be put anywhere. */
  readonly setAside: string | null;
  /** Why the file could not be written the last time, in the system's words; null when it could. */
  readonly notSaved: string | null;
}

/** 128 random bits: the secret part of the webhook URL. */
export const createToken = (): string => randomBytes(16).toString('hex');

/**
 * The settings, in `settings.json`. A file that is damaged, or holds values that are not
 * allowed, is kept beside it under another name; whatever is readable in it, above all the
 * token that TeleCMI was given, is taken over.
 *
 * @param folder the user data folder
 */
export function createSettingsStore(folder: string): SettingsStore {
  const file = join(folder, 'settings.json');
  const { raw, damaged } = readFile(file);
  const { settings: initial, complete } = salvage(raw);
  // Nothing is written over a file that could not be kept yet.
  let mustPutAside = damaged || !complete;
  let setAside: string | null = null;
  let notSaved: string | null = null;

  // What a newer DialPop wrote is its business; it finds it again.
  const unknown = unknownFields(raw);
  let store: Store<Settings> | null = null;
  const openStore = async (): Promise<Store<Settings>> => {
    const { default: SettingsFile } = await import('electron-store');
    store ??= new SettingsFile<Settings>({ cwd: folder, name: 'settings', configFileMode: 0o600 });
    return store;
  };
  let settings = initial;
  const listeners = new Set<Parameters<SettingsStore['onChange']>[0]>();

  const save = async (next: Settings): Promise<Saved> => {
    try {
      if (mustPutAside) setAside = putAside(file, damaged);
      mustPutAside = false;
      const opened = store ?? (await openStore());
      opened.store = { ...unknown, ...next };
      notSaved = null;
      return { ok: true };
    } catch (error) {
      notSaved = messageOf(error);
      return { ok: false, message: notSaved };
    }
  };
  const change = async (patch: Partial<Settings>, effect: 'once_saved' | 'in_any_case'): Promise<Saved> => {
    const before = settings;
    const saved = await save({ ...settings, ...patch });
    if (!saved.ok && effect === 'once_saved') return saved;
    settings = { ...settings, ...patch };
    for (const listener of listeners) listener(settings, before);
    return saved;
  };
  // The token must be the same at the next start even if nothing else is ever changed. A file that cannot be
  // written is tried, as only that tells why.
  const mustSave = mustPutAside || !isWhole(raw) || !isPrivate(file) || !isWritable(folder, file);
  const ready = mustSave ? save(settings).then(() => {}) : Promise.resolve();
  let last: Promise<unknown> = ready;

  return {
    get: () => settings,
    ready,
    update(patch, effect = 'once_saved') {
      const updated = last.then(() => change(patch, effect));
      // Who asked for a change is told of its failure.
      last = updated.catch(() => {});
      return updated;
    },
    async warmUp() {
      // A file that cannot be opened is told of when there is something to write.
      await openStore().catch(() => {});
    },
    settle: () => last,
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

function readFile(file: string): { raw: unknown; damaged: boolean } {
  if (!existsSync(file)) return { raw: {}, damaged: false };
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
    return { raw: JSON.parse(text), damaged: false };
  } catch {
    // Not JSON any more, but TeleCMI still calls the URL with this token.
    const token = /"token"\s*:\s*"([0-9a-f]{32})"/.exec(text)?.[1];
    return { raw: token === undefined ? {} : { token }, damaged: true };
  }
}

/** Whether a file holds a token and every field that this version knows. */
function isWhole(raw: unknown): boolean {
  if (typeof raw !== 'object' || raw === null) return false;
  return Object.keys(settingsSchema.shape).every((name) => Object.hasOwn(raw, name));
}

/** Whether nobody else may read it; Windows has other means. */
const isPrivate = (file: string): boolean => process.platform === 'win32' || (statSync(file).mode & 0o077) === 0;

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
function putAside(file: string, damaged: boolean): string {
  const target = `${file.slice(0, -'.json'.length)}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.json`;
  if (damaged) renameSync(file, target);
  else copyFileSync(file, target);
  return target;
}
