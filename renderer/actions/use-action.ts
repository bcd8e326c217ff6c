import { useEffect, useRef } from 'react';
import { type ActionEntry, type ActionId, actionCatalogue } from './catalogue.ts';

export const isMac = navigator.platform.startsWith('Mac');

type Run = () => void;

/** Who does an action now: the component bound last. */
const bound = new Map<ActionId, Run[]>();
const watchers = new Set<() => void>();

/**
 * Binds an action for as long as the component is there.
 *
 * @param run null while it cannot be done
 */
export function useAction(id: ActionId, run: Run | null): void {
  const latest = useRef(run);
  latest.current = run;
  const isAvailable = run !== null;
  useEffect(() => {
    if (!isAvailable) return;
    const call = () => latest.current?.();
    bound.set(id, [...(bound.get(id) ?? []), call]);
    for (const watcher of watchers) watcher();
    return () => {
      bound.set(
        id,
        (bound.get(id) ?? []).filter((other) => other !== call),
      );
      for (const watcher of watchers) watcher();
    };
  }, [id, isAvailable]);
}

/** Does an action, if somebody can do it now. Returns whether it was done. */
export function runAction(id: ActionId): boolean {
  const run = bound.get(id)?.at(-1);
  run?.();
  return run !== undefined;
}

export const isActionAvailable = (id: ActionId): boolean => (bound.get(id)?.length ?? 0) > 0;

/** Calls back when an action becomes available or stops being so. */
export function watchActions(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Runs actions by their keys; for the window as a whole, once. */
export function useActionKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const id = findAction(event);
      if (id !== null && runAction(id)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function findAction(event: KeyboardEvent): ActionId | null {
  // A dialog is a world of its own; its keys are its own too.
  if (document.querySelector('dialog[open]') !== null) return null;
  const hasMod = isMac ? event.metaKey : event.ctrlKey;
  if (event.altKey || (isMac ? event.ctrlKey : event.metaKey)) return null;
  if (!hasMod && isTyping(event.target)) return null;
  const entries: [string, ActionEntry][] = Object.entries(actionCatalogue);
  const found = entries.find(([, { keys }]) => keys.some((key) => matches(key, event, hasMod)));
  return found === undefined ? null : (found[0] as ActionId);
}

function matches(key: string, event: KeyboardEvent, hasMod: boolean): boolean {
  const parts = /^(Mod\+)?(Shift\+)?(.+)$/.exec(key);
  if (parts === null || (parts[1] !== undefined) !== hasMod) return false;
  const [, , shift, name = ''] = parts;
  // `?` and the like need Shift on some keyboards and not on others.
  if (shift !== undefined && !event.shiftKey) return false;
  if (shift === undefined && event.shiftKey && (hasMod || /^[a-z]$|^\w{2,}$/i.test(name))) return false;
  return event.key.toLowerCase() === name.toLowerCase();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
}
