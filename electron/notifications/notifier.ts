import type { PopupText } from '../../shared/format-notification.ts';

export interface PopupButton {
  label: string;
  onPress: () => void;
}

/** How a popup that was not clicked went away. */
export interface PopupClosing {
  /** `dismissed`: closed by hand. `unknown`: the system does not say. */
  reason: 'expired' | 'dismissed' | 'unknown';
  /** The name that the daemon gives itself, such as `dunst`; null if it gives none. */
  shownBy: string | null;
}

export interface PopupOptions {
  /** What the click does, where the system tells it: "Open". */
  clickLabel?: string;
  /** Shown where the system has buttons, at most three. */
  buttons?: readonly PopupButton[];
  /** The system plays no sound of its own. */
  isSilent?: boolean;
  /** The popup went away before it was clicked; not called if DialPop withdrew or replaced it. */
  onClosed?: (closing: PopupClosing) => void;
}

/** One way to show a popup on a system. Never throws and never blocks; a popup that could not be shown has a reason. */
export interface Notifier {
  /**
   * @param key the same key again replaces the popup shown under it
   * @param onClick the person clicked the popup
   */
  show(key: string, text: PopupText, onClick: () => void, options?: PopupOptions): Promise<ShowResult>;
  /** Takes back the popup shown under a key, if it is still there. */
  withdraw(key: string): Promise<void>;
  /** Takes back what is still shown. */
  close(): Promise<void>;
}

export type ShowResult =
  | { status: 'shown' }
  /** `isTurnedOff`: the system said that notifications are turned off for DialPop. */
  | { status: 'failed'; reason: string; isTurnedOff?: boolean };

/** How many shown popups are remembered so that they can be clicked or replaced. */
export const maximumRememberedPopups = 100;

/** Forgets the oldest entries of a map beyond a size; a Map keeps the order of insertion. */
export function forgetOldest(map: Map<string, unknown>, maximumSize: number): void {
  for (const key of map.keys()) {
    if (map.size <= maximumSize) return;
    map.delete(key);
  }
}
