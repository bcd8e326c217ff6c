/** The parts of the window, in the order one reads them. */
const regions = '.rail, .banners, .list-pane, .detail-pane, .settings-nav, .settings-content, .status-line, main';
const focusable = 'button:not(:disabled), input:not(:disabled), select, textarea, a[href], [tabindex]';
/** Where the focus belongs in a part that nothing in was used yet. */
const preferred = '[role="listbox"], [aria-current]';

/** What had the focus last in each part. */
const lastFocused = new WeakMap<Element, HTMLElement>();

/** Remembers where in each part the focus was. To be called once. */
export function trackRegionFocus(): void {
  window.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const region = target.closest(regions);
    if (region !== null) lastFocused.set(region, target);
  });
}

/**
 * Moves the focus to the next part of the window that can have it, round and round: where it
 * was there before, else where one would begin.
 */
export function focusNextRegion(step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(regions)].filter(isLeaf);
  const current = all.findIndex((region) => region.contains(document.activeElement));
  const start = current < 0 && step < 0 ? 0 : current;
  for (let distance = 1; distance <= all.length; distance += 1) {
    const region = all[(start + step * distance + all.length * 2) % all.length];
    if (region !== undefined && focusIn(region)) return;
  }
}

/** The view as a whole is a part only where it has none of its own. */
const isLeaf = (region: HTMLElement): boolean => region.checkVisibility() && region.querySelector(regions) === null;

function focusIn(region: HTMLElement): boolean {
  const last = lastFocused.get(region);
  const candidates = [
    last,
    region.querySelector<HTMLElement>(preferred),
    // A part that is read and not used, such as the detail pane, takes the focus itself.
    region.hasAttribute('tabindex') ? region : null,
    ...region.querySelectorAll<HTMLElement>(focusable),
  ];
  return candidates.some((element) => {
    if (element == null || !region.contains(element)) return false;
    element.focus({ preventScroll: element === region });
    return document.activeElement === element;
  });
}
