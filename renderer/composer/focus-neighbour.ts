/**
 * Gives the focus to what comes after something that goes away, or before it at the end: who goes through a list
 * with the keys goes on where they were.
 *
 * @param list selects the list that it is in
 * @param item selects what can have the focus there
 */
export function focusNeighbour(going: HTMLElement, list: string, item: string): void {
  const items = [...(going.closest(list)?.querySelectorAll<HTMLElement>(item) ?? [])];
  const at = items.indexOf(going);
  // Places are kept and their content moves up, so the one that stays is the one before the last.
  const next = at === items.length - 1 ? items[at - 1] : going;
  requestAnimationFrame(() => next?.focus());
}
