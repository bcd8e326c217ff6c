import type { AnswerControl } from './answer-control.ts';
import type { ForwardingStatus } from './forwarding.ts';
import type { TunnelStatus } from './tunnel.ts';

/**
 * Why no call can come in: the port is taken, not allowed, or unusable for some other reason; or the settings cannot be
 * read, so the token is unknown.
 */
export type ListenerProblem = 'in_use' | 'forbidden' | 'failed' | 'settings_unreadable';

/** The listener's state. `detail` is the system's message, for a `failed` problem and for settings that cannot be read. */
export type ListenerStatus =
  | { state: 'starting'; port: number }
  | { state: 'listening'; port: number; url: string }
  | { state: 'problem'; port: number; reason: ListenerProblem; detail: string; suggestedPort: number | null };

export const noticeIds = [
  'settings_set_aside',
  'settings_not_saved',
  'settings_unreadable',
  'history_set_aside',
  'history_newer',
  'history_failing',
  'restore_finished',
  'restore_undone',
  'popups_failing',
  'window_crashed',
  'window_hung',
  'clock_ahead',
] as const;

/** Something the person should know that is not about the listener. */
export interface Notice {
  id: (typeof noticeIds)[number];
  /** A file's path or the system's own words, filled into the notice's sentence; empty where it says all by itself. */
  detail: string;
  /** Of a history that was set aside: the calls brought over so far. */
  salvage?: { calls: number; isDone: boolean };
}

/** Whether calls can be stored now. `detail` is the system's own word. */
export type HistoryState = { status: 'opening' } | { status: 'open' } | { status: 'failing'; detail: string };

/**
 * Whether the system shows popups, as far as it tells. `unknown`: it does not, and popups are sent.
 * `do_not_disturb` and `off` carry the way to change it as a key of the catalogue's `systemPopups.mend.*`.
 */
export type SystemPopups =
  | { state: 'on' | 'unknown' }
  | { state: 'do_not_disturb' | 'off'; mend: 'dunst' | 'linux' | 'windows' | 'macos' };

/** What the status line, the tray and the window's banners tell. */
export interface AppStatus {
  listener: ListenerStatus;
  /** The URL to paste into TeleCMI: the public one when a tunnel URL is set, else the local one. */
  webhookUrl: string;
  isWebhookUrlPublic: boolean;
  /** Epoch ms of the newest request with the right token that DialPop did not send itself; null if there was none yet. */
  lastWebhookAt: number | null;
  /** Epoch ms until which popups are paused; null when they are on. */
  pausedUntil: number | null;
  unread: number;
  history: HistoryState;
  tunnel: TunnelStatus;
  systemPopups: SystemPopups;
  /** How the next requests are answered where a person chose that; null where they are answered as ever. */
  answerControl: AnswerControl | null;
  forwarding: ForwardingStatus;
  notices: Notice[];
  version: string;
}
