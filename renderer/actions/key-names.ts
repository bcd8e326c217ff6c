import { ariaKey, describeKey } from './keys.ts';
import { isMac } from './use-action.ts';

/** A key as it is told to people: `Mod+k` is "Ctrl+K", or "⌘K" on macOS. */
export const keyName = (key: string): string => describeKey(key, isMac);

/** Keys as `aria-keyshortcuts` names them; undefined for none. */
export const ariaKeys = (keys: readonly string[]): string | undefined =>
  keys.length === 0 ? undefined : keys.map((key) => ariaKey(key, isMac)).join(' ');
