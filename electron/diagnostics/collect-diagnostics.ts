import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  Diagnostics,
  HistoryFacts,
  ListenerFacts,
  LogFacts,
  NotificationService,
  PopupFacts,
  ProcessFacts,
  RequestCounts,
  SettingsFileFacts,
  TrayFacts,
  TunnelFacts,
  VersionFacts,
} from '../../shared/diagnostics/diagnostics.ts';
import type { Redact } from '../../shared/safe-text.ts';
import type { AppStatus, Notice } from '../../shared/status.ts';
import { hostOf } from '../../shared/tunnel.ts';
import type { AppLogger } from '../logger.ts';
import { sizeOf } from './history-facts.ts';
import type { PopupCounts } from './popup-counter.ts';
import { readWithin } from './read-within.ts';

/** What a process of the app takes, as Electron tells it. */
export interface ProcessMetric {
  type: string;
  memory: { /** In KiB. */ workingSetSize: number };
}

/** Where each part's answer comes from. Every one may throw, reject or hang. */
export interface DiagnosticsSources {
  redact: Redact;
  readVersions: () => Promise<VersionFacts>;
  getStatus: () => AppStatus;
  getListener: () => Pick<ListenerFacts, 'since' | 'lastProblem'>;
  getRequestCounts: () => RequestCounts;
  getPopupCounts: () => PopupCounts;
  /** Null where there is none to ask. */
  findNotificationService: (() => Promise<NotificationService>) | null;
  getTray: () => TrayFacts;
  readHistory: () => Promise<HistoryFacts>;
  /** The user data folder. */
  folder: string;
  getProcessMetrics: () => ProcessMetric[];
  /** Whether the window's processes run in Chromium's sandbox. */
  isSandboxed: () => boolean;
  getLoopDelay: () => ProcessFacts['delay'];
  logger: Pick<AppLogger, 'folder' | 'problems' | 'writeProblem'>;
  /** How long one part may take to answer; a few seconds when left out. */
  partLimitMs?: number;
}

/** Asks every part at once, each with its own time limit. Never rejects. */
export async function collectDiagnostics(sources: DiagnosticsSources): Promise<Diagnostics> {
  const read = <Facts>(ask: () => Facts | Promise<Facts>) => readWithin(sources.redact, ask, sources.partLimitMs);
  const [versions, listener, tunnel, popups, tray, history, settingsFile, process, log] = await Promise.all([
    read(sources.readVersions),
    read(() => listenerFacts(sources)),
    read(() => tunnelFacts(sources)),
    read(() => popupFacts(sources)),
    read(sources.getTray),
    read(sources.readHistory),
    read(() => settingsFileFacts(sources)),
    read(() => processFacts(sources)),
    read(() => logFacts(sources)),
  ]);
  return { takenAt: Date.now(), versions, listener, tunnel, popups, tray, history, settingsFile, process, log };
}

function listenerFacts({ redact, getStatus, getListener, getRequestCounts }: DiagnosticsSources): ListenerFacts {
  const { listener, lastWebhookAt } = getStatus();
  return {
    state: listener.state,
    port: listener.port,
    problem: listener.state === 'problem' ? listener.reason : null,
    problemDetail: listener.state === 'problem' ? redact(listener.detail, 200) : null,
    ...getListener(),
    counts: getRequestCounts(),
    lastRequestAt: lastWebhookAt,
  };
}

function tunnelFacts({ redact, getStatus }: DiagnosticsSources): TunnelFacts {
  const { tunnel } = getStatus();
  if (tunnel.state === 'none') return { state: 'none' };
  const host = redact(hostOf(tunnel.url), 100);
  switch (tunnel.state) {
    case 'checking':
      return { state: 'checking', host };
    case 'reachable':
      return { state: 'reachable', host, latencyMs: tunnel.latencyMs, checkedAt: tunnel.checkedAt };
    case 'problem': {
      const { problem, detail, checkedAt } = tunnel;
      return { state: 'problem', host, problem, detail: redact(detail, 200), checkedAt };
    }
  }
}

async function popupFacts(sources: DiagnosticsSources): Promise<PopupFacts> {
  const { redact, getStatus, getPopupCounts, findNotificationService } = sources;
  const { systemPopups, pausedUntil } = getStatus();
  const { shown, failed, last } = getPopupCounts();
  return {
    notifier: findNotificationService === null ? 'electron' : 'dbus',
    service: findNotificationService === null ? null : await findServiceOrSayWhyNot(redact, findNotificationService),
    system: systemPopups.state,
    pausedUntil,
    shown,
    failed,
    last: last === null ? null : { at: last.at, failure: last.failure === null ? null : redact(last.failure, 200) },
  };
}

/** Without a session bus there is nobody to ask, and the rest is still known. */
async function findServiceOrSayWhyNot(
  redact: Redact,
  find: () => Promise<NotificationService>,
): Promise<NotificationService> {
  const reading = await readWithin(redact, find, 2500);
  return reading.ok ? reading.facts : { state: 'silent', reason: reading.reason };
}

async function settingsFileFacts({ redact, getStatus, folder }: DiagnosticsSources): Promise<SettingsFileFacts> {
  // The file is replaced by a new one each time, so it is the folder that must be writable.
  const refusal = await access(folder, constants.W_OK).then(
    () => null,
    (error: Error) => error.message,
  );
  const notSaved = noticeDetail(getStatus(), 'settings_not_saved');
  const reason = notSaved ?? refusal;
  return {
    path: redact(join(folder, 'settings.json'), 300),
    notWritable: reason === null ? null : redact(reason, 200),
  };
}

function processFacts({ redact, getProcessMetrics, isSandboxed, getLoopDelay }: DiagnosticsSources): ProcessFacts {
  return {
    startedAt: Math.round(Date.now() - process.uptime() * 1000),
    isSandboxed: isSandboxed(),
    memory: getProcessMetrics().map(({ type, memory }) => ({
      name: redact(type, 40),
      bytes: memory.workingSetSize * 1024,
    })),
    delay: getLoopDelay(),
  };
}

async function logFacts({ redact, logger }: DiagnosticsSources): Promise<LogFacts> {
  const { folder } = logger;
  const files = ['dialpop.log', 'dialpop.1.log', 'dialpop.2.log'].map((name) => join(folder, name));
  const problem = logger.writeProblem();
  return {
    folder: redact(folder, 300),
    bytes: await sizeOf(...files),
    writeProblem: problem === null ? null : redact(problem, 200),
    problems: logger.problems(),
  };
}

/** What a notice that is on show has to say; null where it is not. */
export const noticeDetail = (status: AppStatus, id: Notice['id']): string | null =>
  status.notices.find((notice) => notice.id === id)?.detail ?? null;
