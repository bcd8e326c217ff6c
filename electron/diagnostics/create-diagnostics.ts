import { homedir } from 'node:os';
import type { CallSummary } from '../../shared/calls.ts';
import { buildReport } from '../../shared/diagnostics/build-report.ts';
import type { HistoryCheck, ListenerFacts, RequestCounts, TrayFacts } from '../../shared/diagnostics/diagnostics.ts';
import { formatTag } from '../../shared/i18n/locale.ts';
import type { Result } from '../../shared/ipc/common.ts';
import type { ReportChoices } from '../../shared/ipc/diagnostics.ts';
import type { RequestSummary } from '../../shared/requests.ts';
import { createRedactor, createVersionReader } from '../../shared/safe-text.ts';
import type { AppStatus } from '../../shared/status.ts';
import { createHoldableRunner } from '../data/holdable-runner.ts';
import type { RunTask } from '../data/run-task.ts';
import type { ConnectionFacts } from '../history/connection-facts.ts';
import type { AppLogger } from '../logger.ts';
import type { ServerStatus } from '../webhook/webhook-server.ts';
import { collectDiagnostics, noticeDetail, type ProcessMetric } from './collect-diagnostics.ts';
import { createHistoryCheck } from './history-check.ts';
import { createHistoryFacts } from './history-facts.ts';
import { createLoopDelay } from './loop-delay.ts';
import { findNotificationService } from './notification-service.ts';
import { createPopupCounter } from './popup-counter.ts';
import { callsInReport, gatherReport } from './report-contents.ts';
import { readSystemFacts } from './system-facts.ts';
import { createWindowProblems } from './window-problems.ts';

export interface DiagnosticsOptions {
  logger: AppLogger;
  platform: NodeJS.Platform;
  appVersion: string;
  /** The user data folder. */
  userData: string;
  historyFile: string;
  /** Counts and checks the history in a thread. */
  runTask: RunTask;
  getStatus: () => AppStatus;
  /** Asks the connection that writes the history. */
  readConnection: () => Promise<ConnectionFacts>;
  /** The newest calls and requests, newest first. */
  listCalls: (limit: number) => Promise<CallSummary[]>;
  listRequests: (limit: number) => Promise<RequestSummary[]>;
  getRequestCounts: () => RequestCounts;
  getProcessMetrics: () => ProcessMetric[];
  isSandboxed: () => boolean;
  /** Answers an empty text, or why not. */
  openFolder: (folder: string) => Promise<string>;
  onCheckChanged: (check: HistoryCheck) => void;
}

/** What the app knows about itself. It watches from outside; no part depends on being watched. */
export function createDiagnostics(options: DiagnosticsOptions) {
  const { logger, historyFile, userData, getStatus } = options;
  const redact = createRedactor(homedir());
  const readVersion = createVersionReader(redact);
  const popups = createPopupCounter();
  const loopDelay = createLoopDelay();
  const { runTask, hold } = createHoldableRunner(options.runTask);
  const check = createHistoryCheck({ runTask, historyFile, redact, onChange: options.onCheckChanged });
  let listener: Pick<ListenerFacts, 'since' | 'lastProblem'> = { since: Date.now(), lastProblem: null };
  let listenerState = '';
  let tray: TrayFacts = { exists: null, since: Date.now() };

  const readHistory = createHistoryFacts({
    redact,
    readVersion,
    runTask,
    historyFile,
    folder: userData,
    readConnection: options.readConnection,
    getFailure: () => noticeDetail(getStatus(), 'history_failing'),
    getCheck: check.get,
  });
  const collect = () =>
    collectDiagnostics({
      redact,
      readVersions: () =>
        readSystemFacts({ redact, readVersion, appVersion: options.appVersion, getLocale: () => formatTag }),
      getStatus,
      getListener: () => listener,
      getRequestCounts: options.getRequestCounts,
      getPopupCounts: popups.counts,
      findNotificationService: options.platform === 'linux' ? () => findNotificationService(redact, readVersion) : null,
      getTray: () => tray,
      readHistory,
      folder: userData,
      getProcessMetrics: options.getProcessMetrics,
      isSandboxed: options.isSandboxed,
      getLoopDelay: loopDelay.read,
      logger,
    });

  return {
    /** The popups, counted. */
    watchNotifier: popups.watch,
    noteListener(status: ServerStatus): void {
      const state = `${status.state} ${status.port}`;
      const at = Date.now();
      if (state !== listenerState) listener = { ...listener, since: at };
      listenerState = state;
      if (status.state !== 'problem') return;
      listener = { ...listener, lastProblem: { at, port: status.port, reason: status.reason } };
    },
    noteTrayHost(exists: boolean): void {
      tray = { exists, since: Date.now() };
    },
    service: {
      collect,
      async makeReport(choices: ReportChoices): Promise<string> {
        const sources = {
          redact,
          collect,
          listCalls: () => options.listCalls(callsInReport),
          listRequests: () => options.listRequests(callsInReport),
          getWebhookUrl: () => getStatus().webhookUrl,
        };
        return buildReport(await gatherReport(sources, choices));
      },
      checkHistory(): HistoryCheck {
        check.start();
        return check.get();
      },
      cancelHistoryCheck: check.cancel,
      async showLogs(): Promise<Result> {
        const problem = await options.openFolder(logger.folder);
        return problem === '' ? { ok: true } : { ok: false, message: problem };
      },
      noteWindowProblem: createWindowProblems(logger),
    },
    /** Lets go of the history's file, as another one is to take its place, until the returned function is called. */
    async holdHistory(): Promise<() => void> {
      check.cancel();
      return hold();
    },
    /** Quitting does not wait for a look that cannot be broken off; it only reads. */
    stop(): void {
      loopDelay.stop();
      check.cancel();
    },
  };
}
