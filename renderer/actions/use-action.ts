import { useEffect, useLayoutEffect, useRef } from 'react';
import { type ActionGroup, type ActionId, actionEntries } from './catalogue.ts';
import { hasMod, matchesKey } from './keys.ts';

export const isMac = navigator.platform.startsWith('Mac');

type Run = () => void;

/** Who does an action now: the component bound last. */
const bound = new Map<ActionId, Run[]>();

/**
 * Binds an action for as long as the component is there.
 *
 * @param run null while it cannot be done
 */
export function useAction(id: ActionId, run: Run | null): void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  const isAvailable = run !== null;
  useEffect(() => {
    if (!isAvailable) return;
    return bindAction(id, () => latest.current?.());
  }, [id, isAvailable]);
}

/** Binds an action; returns how to let it go. */
function bindAction(id: ActionId, run: Run): () => void {
  bound.set(id, [...(bound.get(id) ?? []), run]);
  return () => {
    bound.set(
      id,
      (bound.get(id) ?? []).filter((other) => other !== run),
    );
  };
}

/** Does an action, if somebody can do it now. Returns whether it was done. */
export function runAction(id: ActionId): boolean {
  const run = bound.get(id)?.at(-1);
  run?.();
  return run !== undefined;
}

export const isActionAvailable = (id: ActionId): boolean => (bound.get(id)?.length ?? 0) > 0;

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

/** What the key means here: of the actions that have it, the first that can be done. */
function findAction(event: KeyboardEvent): ActionId | null {
  if (belongsToTarget(event)) return null;
  // A dialog is a world of its own; its keys are its own too.
  const isBlocked = isInDialog(event.target);
  const isFilter = isOnFilter(event.target);
  const found = actionEntries.find(
    ([id, { group, keys, worksInDialogs = false, repeats = false }]) =>
      (worksInDialogs || !isBlocked) &&
      !(isFilter && actsOnItem(group) && !hasMod(event, isMac)) &&
      (repeats || !event.repeat) &&
      isActionAvailable(id) &&
      keys.some((key) => matchesKey(key, event, isMac)),
  );
  return found?.[0] ?? null;
}

/** Whether the window waits behind a dialog, or a popover such as the form of filters has the focus. */
export const isInDialog = (target: EventTarget | null): boolean =>
  document.querySelector('dialog[open]') !== null || isWithin(target, '[role="dialog"]');

/** On a filter, Delete or a letter means that filter, and not the call or request on show. */
const isOnFilter = (target: EventTarget | null): boolean => isWithin(target, '.filter-row');

const actsOnItem = (group: ActionGroup): boolean => group === 'call' || group === 'request';

const isWithin = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

/** Whether what has the focus needs the key itself: a field, an open menu, marked text that is copied. */
function belongsToTarget(event: KeyboardEvent): boolean {
  if (!(event.target instanceof HTMLElement)) return false;
  if (event.target.closest('[role="menu"]') !== null) return true;
  const isFunctionKey = /^F\d{1,2}$/.test(event.key);
  if (isTyping(event.target)) {
    const isEditing = /^[acvxyz]$/i.test(event.key) || /^(Arrow|Backspace|Delete|Home|End|Enter)/.test(event.key);
    return !isFunctionKey && (!hasMod(event, isMac) || isEditing);
  }
  const isCopying = hasMod(event, isMac) && event.key.toLowerCase() === 'c';
  return isCopying && document.getSelection()?.isCollapsed === false;
}

/** Whether what is pressed there is typed. */
export function isTyping(target: HTMLElement): boolean {
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  const untyped = ['checkbox', 'radio', 'button', 'submit', 'range', 'color', 'file'];
  return target instanceof HTMLInputElement && !untyped.includes(target.type);
}
