/**
 * The inspector's part of the composition root: what sends requests again, forwards them, composes them and takes them
 * away, and what the window is told of requests.
 */
import { clipboard, powerMonitor } from 'electron';
import type { Actions } from './actions.ts';
import type { AppStatusModel } from './app-status.ts';
import { createComposer } from './composer/composer-service.ts';
import type { FileChooser } from './data/choose-file.ts';
import type { HistoryWorks } from './data/history-works.ts';
import type { RunTask } from './data/run-task.ts';
import { createForwarding, withTargetOff } from './forwarding/create-forwarding.ts';
import { createForwardingFeed } from './forwarding/forwarding-feed.ts';
import type { HistoryClient } from './history/history-client.ts';
import { createAnswerControlHandlers } from './ipc/answer-control-handlers.ts';
import { createChangeFeed } from './ipc/change-feed.ts';
import { createComposerHandlers } from './ipc/composer-handlers.ts';
import { createForwardingHandlers } from './ipc/forwarding-handlers.ts';
import type { Publish } from './ipc/publish.ts';
import { createRequestHandlers } from './ipc/request-handlers.ts';
import { createSendingHandlers } from './ipc/sending-handlers.ts';
import { createTakeAwayHandlers } from './ipc/take-away-handlers.ts';
import { createTurnedAwayHandlers } from './ipc/turned-away-handlers.ts';
import { createSending } from './sending/create-sending.ts';
import type { Listener } from './start-listener.ts';
import { createTakeAway } from './take-away/take-away-service.ts';

export interface InspectorOptions {
  listener: Listener;
  reads: HistoryClient;
  runTask: RunTask;
  works: HistoryWorks;
  publish: Publish;
  /** Status and tray have something new to tell. */
  onStatus: () => void;
  getStatus: AppStatusModel['get'];
  /** Never rejects: the window reports what could not be saved. */
  changeSettings: Actions['changeSettings'];
  announceOwn: () => string;
  chooseFile: Pick<FileChooser, 'forRequestImport'>;
  exportRequests: Parameters<typeof createTakeAway>[0]['exportRequests'];
}

export function startInspector(options: InspectorOptions) {
  const { listener, reads, runTask, works, publish, onStatus, getStatus, changeSettings, announceOwn } = options;
  const { settings, history, server, logger } = listener;
  const requestChanges = createChangeFeed((ids) => publish('requestsChanged', { ids }));
  const turnedAwayChanges = createChangeFeed(() => publish('turnedAwayChanged', listener.getTurnedAway()));

  const forwarding = createForwarding({
    getSettings: settings.get,
    getPort: () => server.status().port,
    history,
    reads,
    turnOff: (targetId) => void changeSettings((now) => withTargetOff(now, targetId)),
    onChange: () => forwardingChanges.add(),
    powerMonitor,
    reportError: (error) => logger.error('Requests could not be forwarded', error),
  });
  const forwardingChanges = createForwardingFeed({
    getStatus: forwarding.status,
    publish: () => publish('forwardingChanged', undefined),
    onStatus,
    log: logger.warn,
  });
  /** While the settings cannot be read, no target is known: forwarding would forget how far each one is. */
  const retarget = async (): Promise<void> => {
    if (settings.unreadable === null) await forwarding.retarget();
  };
  void history.ready.then(retarget);

  const sending = createSending({ listener, getRequest: reads.getRequest, publish });
  const composer = createComposer({
    getUrl: () => {
      const { listener: told } = getStatus();
      return told.state === 'listening' ? told.url : null;
    },
    announceOwn,
    onRun: (run) => publish('scenarioChanged', run),
    reportError: (error) => logger.error('A scenario could not be sent', error),
  });
  const takeAway = createTakeAway({
    getRequest: reads.getRequest,
    getToken: () => settings.get().token,
    getPort: () => server.status().port,
    writeClipboard: (text) => clipboard.writeText(text),
    exportRequests: options.exportRequests,
    chooseImport: options.chooseFile.forRequestImport,
    runTask,
    works,
    history,
    noteRequests: requestChanges.add,
  });

  return {
    forwarding: { ...forwarding, retarget },
    noteRequests: (ids: readonly number[]): void => {
      forwarding.wake();
      requestChanges.add(ids);
    },
    noteTurnedAway: turnedAwayChanges.add,
    importFile: takeAway.importFile,
    historyReplaced: takeAway.forgetLastImport,
    handlers: {
      ...createRequestHandlers({ reads, history, noteRequests: requestChanges.add }),
      ...createAnswerControlHandlers({ answers: listener.answers }),
      ...createTurnedAwayHandlers(listener.getTurnedAway),
      ...createSendingHandlers(sending),
      ...createTakeAwayHandlers(takeAway),
      ...createForwardingHandlers(forwarding.service),
      ...createComposerHandlers(composer),
    },
    stopFirst: [
      { name: 'the forwarding', protectsData: true, stop: forwarding.stop, limitMs: 1500 },
      { name: 'the composer', protectsData: false, stop: composer.stop },
    ],
    stopTelling: (): void => {
      for (const feed of [requestChanges, turnedAwayChanges, forwardingChanges]) feed.stop();
    },
  };
}
