import { isMac } from './use-action.ts';

/** A key as it is told to people: `Mod+K` is "Ctrl+K", or "⌘K" on macOS. */
export function keyName(key: string): string {
  return isMac ? key.replace('Mod+', '⌘').replace('Shift+', '⇧') : key.replace('Mod+', 'Ctrl+');
}
