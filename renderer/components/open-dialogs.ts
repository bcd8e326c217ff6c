/** The modal dialogs that are open, the uppermost last: what is outside of it is inert, unseen and unheard. */
import { useSyncExternalStore } from 'react';

type Speak = (text: string) => void;

let open: readonly Speak[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Speak[]): void {
  open = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Reports that a dialog is open.
 *
 * @param speak announces a text in it
 * @returns reports that it is closed
 */
export function enterDialog(speak: Speak): () => void {
  change([...open, speak]);
  return () => change(open.filter((other) => other !== speak));
}

/** Announces a text in the uppermost dialog; null while none is open. */
export const speakInDialog = (): Speak | null => open.at(-1) ?? null;

/** True while the window's views are behind a dialog. */
export const useIsBehindDialog = (): boolean => useSyncExternalStore(subscribe, () => open.length > 0);
