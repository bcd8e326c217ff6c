/** The place on the settings page: goes to a section, and back to the same place after the page was reloaded. */
import { firstAddress } from '../../hooks/use-route.ts';
import { findSettingsSection, type SettingsSection, settingsSections } from './settings-sections.ts';

export const elementId = (id: SettingsSection): string => `settings-${id}`;

/** A section, and how far its top is below the page's; null for the usual distance. */
interface Place {
  section: HTMLElement;
  topPx: number | null;
}

/** How long sections may keep growing while they load. */
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
 * Keeps a section in its place while the ones around it still load, until the person does something.
 *
 * @returns stops doing so
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

/** Scrolls only the settings: `scrollIntoView` would also move whatever contains them. */
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

/** Saves the place for the next page: the section with the focus, or else the one being read. */
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

/** Goes to the place that was saved before the page was reloaded. Returns whether there was one. */
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
