import { type RefObject, useEffect, useLayoutEffect } from 'react';

/** True when nothing in particular has the focus: the page, or a view as a whole. */
export function isFocusLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.matches('main');
}

/** Takes the focus when what had it has gone, so that the next key press lands somewhere sensible. */
export function useFocusWhenLost(target: RefObject<HTMLElement | null>, trigger: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the trigger says when to look
  useEffect(() => {
    if (isFocusLost()) target.current?.focus({ preventScroll: true });
  }, [target, trigger]);
}

/** Hands the focus on when a part that has it is taken off the page, so that it does not fall to the page. */
export function useFocusHandedOn(part: RefObject<HTMLElement | null>, heir: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      // React runs this before it takes the part away: a moment later nobody knows what had the focus.
      if (element?.contains(document.activeElement)) heir.current?.focus({ preventScroll: true });
    };
  }, [part, heir]);
}

/** Hands the focus to the view's list, or the view, before what has it goes away. */
export function focusView(): void {
  const list = document.querySelector<HTMLElement>('main .listbox');
  list?.focus({ preventScroll: true });
  if (list === null || document.activeElement !== list) document.querySelector('main')?.focus({ preventScroll: true });
}
