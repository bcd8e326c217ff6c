import type { RequestOutcome } from '../requests.ts';
import type { SafeText } from '../safe-text.ts';
import type { ListenerProblem, SystemPopups } from '../status.ts';
import type { TunnelProblem } from '../tunnel.ts';

/**
 * What the app knows about itself, as a person looks at it or hands it on. There is no field for a token, a phone
 * number or a custom value: those are {@link PrivateParts}. Texts that somebody else wrote are {@link SafeText}.
 * Times are epoch ms.
 */
export interface Diagnostics {
  takenAt: number;
  versions: Reading<VersionFacts>;
  listener: Reading<ListenerFacts>;
  tunnel: Reading<TunnelFacts>;
  popups: Reading<PopupFacts>;
  tray: Reading<TrayFacts>;
  history: Reading<HistoryFacts>;
  settingsFile: Reading<SettingsFileFacts>;
  process: Reading<ProcessFacts>;
  log: Reading<LogFacts>;
}

/** What one part says of itself, or why it could not be asked. */
export type Reading<Facts> = { ok: true; facts: Facts } | { ok: false; reason: SafeText };

export interface VersionFacts {
  dialpop: SafeText;
  electron: SafeText;
  chromium: SafeText;
  node: SafeText;
  system: SafeText;
  release: SafeText;
  architecture: SafeText;
  /** The desktop and how it draws, as `XFCE x11`; null where the system has only one. */
  desktop: SafeText | null;
  locale: SafeText;
}

export interface RequestCounts {
  /** Answered 2xx. */
  answered: number;
  /** Refused for what they were. */
  refused: number;
  /** Without the right path. */
  wrongAddress: number;
  /** Asked to come again, because there were too many or the history could not be written. */
  shed: number;
}

export interface ListenerFacts {
  state: 'starting' | 'listening' | 'problem';
  port: number;
  problem: ListenerProblem | null;
  problemDetail: SafeText | null;
  /** In this state since. */
  since: number;
  counts: RequestCounts;
  lastRequestAt: number | null;
  lastProblem: { at: number; port: number; reason: ListenerProblem } | null;
}

export type TunnelFacts =
  | { state: 'none' }
  | { state: 'checking'; host: SafeText }
  | { state: 'reachable'; host: SafeText; latencyMs: number; checkedAt: number }
  | { state: 'problem'; host: SafeText; problem: TunnelProblem; detail: SafeText; checkedAt: number };

export interface PopupFacts {
  /** Who shows popups: the notification service over D-Bus, or Electron. */
  notifier: 'dbus' | 'electron';
  service: NotificationService | null;
  system: SystemPopups['state'];
  pausedUntil: number | null;
  shown: number;
  failed: number;
  last: { at: number; failure: SafeText | null } | null;
}

/** Linux only: who owns `org.freedesktop.Notifications`. */
export type NotificationService =
  | { state: 'running'; name: SafeText; version: SafeText }
  | { state: 'startable' }
  | { state: 'missing' }
  | { state: 'silent'; reason: SafeText };

export interface TrayFacts {
  /** Null while not known. */
  exists: boolean | null;
  since: number;
}

export interface HistoryFacts {
  bytes: number;
  freeDiskBytes: number;
  calls: number;
  requests: number;
  sqlite: SafeText;
  layoutVersion: number;
  /** As the connection that writes has it now. */
  journalMode: SafeText;
  synchronous: SafeText;
  isFailing: SafeText | null;
  check: HistoryCheck;
  setAside: SetAsideFile[];
}

/** A file that was put out of the way instead of being deleted. */
export interface SetAsideFile {
  kind: 'history' | 'settings' | 'before_restore';
  at: number | null;
  bytes: number;
}

/** The last look at every page of the history since the start. */
export type HistoryCheck =
  | { state: 'never' }
  | { state: 'running'; done: number; total: number | null }
  | {
      state: 'done';
      at: number;
      tookMs: number /** What SQLite found first; null where all is well. */;
      damage: SafeText | null;
    }
  | { state: 'cancelled'; at: number }
  | { state: 'failed'; at: number; reason: SafeText };

export interface SettingsFileFacts {
  path: SafeText;
  /** Why it cannot be written; null where it can. */
  notWritable: SafeText | null;
}

export interface ProcessFacts {
  startedAt: number;
  /** Whether the window's processes run in Chromium's sandbox; a switch turns it off, and some packages set it. */
  isSandboxed: boolean;
  memory: { name: SafeText; bytes: number }[];
  /** How late the main process was for its own work, in ms, since this is looked at; null at the first look. */
  delay: { p99Ms: number; maxMs: number } | null;
}

export interface LogFacts {
  folder: SafeText;
  bytes: number;
  writeProblem: SafeText | null;
  problems: RememberedProblem[];
}

/** A warning or an error of the log. */
export interface RememberedProblem {
  at: number;
  level: 'warn' | 'error';
  text: SafeText;
  times: number;
}

/** Of the newest calls only what holds nothing private. */
export interface CallOutline {
  receivedAt: number;
  status: 'started' | 'answered' | 'ended' | 'other';
  popup: 'shown' | 'skipped' | 'failed' | 'none';
  customFields: number;
  deliveries: number;
}

export interface RequestOutline {
  receivedAt: number;
  outcome: RequestOutcome;
  answerStatus: number;
  bytes: number;
}

/** What is only in a report when the person ticks it. */
export interface PrivateParts {
  webhookUrl?: string;
  /** Of the calls of the outline, in its order; null for one without a number. */
  numbers?: (string | null)[];
  /** The same, each field as `name: value`. */
  customFields?: string[][];
}

/** What a report is made of. */
export interface ReportContents {
  diagnostics: Diagnostics;
  calls: Reading<CallOutline[]>;
  requests: Reading<RequestOutline[]>;
  private: PrivateParts;
}
