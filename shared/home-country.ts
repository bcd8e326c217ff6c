import { toCountryCode } from './countries.ts';

/** Where numbers without a country code belong, as ISO 3166-1 alpha-2. Between the two comes a call's own caller id. */
export interface HomeCountry {
  /** The setting; null for "automatic". */
  chosen: string | null;
  /** The system's region; null if the system has none. */
  system: string | null;
}

let current: HomeCountry = { chosen: null, system: null };
const listeners = new Set<() => void>();

/** The current home country. Ask when a number is read: it changes with the setting. */
export const getHomeCountry = (): HomeCountry => current;

/** Reads every number by this home country from now on. */
export function setHomeCountry(next: HomeCountry): void {
  if (next.chosen === current.chosen && next.system === current.system) return;
  current = next;
  for (const listener of listeners) listener();
}

/** Calls back after each change; returns how to stop. */
export function watchHomeCountry(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The setting as a country; null for `automatic`. */
export const chosenCountry = (setting: string): string | null => (setting === 'automatic' ? null : setting);

/**
 * The region of the first locale that has one.
 *
 * @param tags BCP 47 tags or a system's spellings of them (`en_IN.UTF-8`), most wanted first
 */
export function regionOfLocales(tags: readonly string[]): string | null {
  for (const tag of tags) {
    const region = toCountryCode(/[-_]([A-Za-z]{2})(?=$|[-_.@])/.exec(tag)?.[1]);
    if (region !== null) return region;
  }
  return null;
}
