/** Where one is on the settings page: going to a section, and coming back to the place after the page was loaded again. */
import { firstAddress } from '../../hooks/use-route.ts';
import { findSettingsSection, type SettingsSection, settingsSections } from './settings-sections.ts';

export const elementId = (id: SettingsSection): string => `settings-${id}`;

/** A section, and how far its top is below the page's; null for as far as it is when one goes to it. */
interface Place {
  section: HTMLElement;
  topPx: number | null;
}

/** How long sections may still grow by what they load. */
const settlingMs = 1500;
let stopHolding = () => {};

/** Brings a section into sight and the focus to its heading, from where Tab goes on. */
export function goToSection(id: SettingsSection): void {
  const section = document.getElementById(elementId(id));
  stopHolding();
  if (section === null) return;
  stopHolding = holdInSight({ section, topPx: null });
  const heading = section.querySelector('h2');
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/**
 * Keeps a section where it is to be while the ones around it still load, for as long as the person does nothing.
 *
 * @returns how to let go
 */
function holdInSight(place: Place): () => void {
  const content = place.section.parentElement;
  if (content === null) return () => {};
  const released = new AbortController();
  // It calls back at once, too.
  const observer = new ResizeObserver(() => scrollTo(place));
  const release = () => {
    observer.disconnect();
    released.abort();
  };
  observer.observe(content);
  for (const type of ['wheel', 'pointerdown', 'keydown']) {
    window.addEventListener(type, release, { signal: released.signal, capture: true });
  }
  const timer = setTimeout(release, settlingMs);
  released.signal.addEventListener('abort', () => clearTimeout(timer));
  scrollTo(place);
  return release;
}

/** Scrolls the settings and nothing else: `scrollIntoView` moves whatever around them can be moved, too. */
function scrollTo({ section, topPx }: Place): void {
  const scroller = scrollerOf(section);
  if (scroller === null) return;
  const margin = Number.parseFloat(getComputedStyle(section).scrollMarginTop) || 0;
  scroller.scrollTop += topOf(section, scroller) - (topPx ?? margin);
}

const scrollerOf = (section: HTMLElement): HTMLElement | null => section.closest<HTMLElement>('.settings');
const topOf = (section: HTMLElement, scroller: HTMLElement): number =>
  section.getBoundingClientRect().top - scroller.getBoundingClientRect().top;

const placeKey = 'settingsPlace';

/** Remembers the place for the page that is loaded next: the section with the focus, or else the one being read. */
export function keepPlace(scroller: HTMLElement | null, read: SettingsSection): void {
  if (scroller === null) return;
  const focused = settingsSections.find(({ id }) =>
    document.getElementById(elementId(id))?.contains(document.activeElement),
  );
  const id = focused?.id ?? read;
  const section = document.getElementById(elementId(id));
  if (section === null) return;
  const kept = { id, topPx: topOf(section, scroller), address: window.location.hash };
  sessionStorage.setItem(placeKey, JSON.stringify(kept));
}

/** Goes where the page was before it was loaded again. Returns whether there was such a place. */
export function returnToPlace(): boolean {
  const text = sessionStorage.getItem(placeKey);
  sessionStorage.removeItem(placeKey);
  if (text === null) return false;
  const { id, topPx, address }: { id: string; topPx: number; address: string } = JSON.parse(text);
  // Another page was loaded instead.
  if (address !== firstAddress) return false;
  const found = findSettingsSection(id);
  const section = found === null ? null : document.getElementById(elementId(found));
  if (section === null) return false;
  stopHolding();
  stopHolding = holdInSight({ section, topPx });
  return true;
}
