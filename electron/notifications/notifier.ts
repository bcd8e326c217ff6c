import type { PopupText } from './format-notification.ts';

/** One way to show a popup on a system. Never throws and never blocks; a popup that could not be shown has a reason. */
export interface Notifier {
  /**
   * @param key the same key again replaces the popup shown under it
   * @param onClick the person clicked the popup
   */
  show(key: string, text: PopupText, onClick: () => void): Promise<ShowResult>;
  /** Takes back what is still shown. */
  close(): Promise<void>;
}

export type ShowResult = { status: 'shown' } | { status: 'failed'; reason: string };

/** How many shown popups are remembered so that they can be clicked or replaced. */
export const maximumRememberedPopups = 100;

/** Forgets the oldest entries of a map beyond a size; a Map keeps the order of insertion. */
export function forgetOldest(map: Map<string, unknown>, maximumSize: number): void {
  for (const key of map.keys()) {
    if (map.size <= maximumSize) return;
    map.delete(key);
  }
}
