/**
 * The first half of the composition root: what takes a request and stores it. It is the first to be loaded and
 * listens before Electron is ready; what a person sees comes after it (start-desktop.ts) and is told then.
 */
import { join } from 'node:path';
import { app } from 'electron';
import type { TelecmiEvent } from '../shared/event-schema.ts';
import type { Receipt, ReceivedRequest, RecordedEvent } from '../shared/received-request.ts';
import { followSecondInstances } from './claim-instance.ts';
import { type FinishedRestore, finishRestore } from './data/finish-restore.ts';
import { createRequestCounter } from './diagnostics/request-counter.ts';
import { createReceiver } from './events/receive-event.ts';
import { createRequestRecorder } from './inspector/request-recorder.ts';
import { createLatePart, type LatePart } from './late-part.ts';
import { handleShutdown, handleUnexpectedErrors, type ShutdownStep } from './lifecycle.ts';
import { createLogger } from './logger.ts';
import { removeRunningFile } from './running-file.ts';
import { followOwnSends } from './sending/own-arrivals.ts';
import { createSettingsStore, createToken } from './settings.ts';
import type { StartOptions } from './startup.ts';
import type { ImportOutcome } from './take-away/take-away-service.ts';
import { createListeningTeller } from './tell-listening.ts';
import { historyFile } from './user-data.ts';
import { createAnswerController } from './webhook/answer-control.ts';
import { createWebhookApp } from './webhook/create-webhook-app.ts';
import { findOwnForward, instanceIdOf } from './webhook/forward-mark.ts';
import { createImportRoute } from './webhook/import-route.ts';
import { createOwnSends, isOwnRequest } from './webhook/own-sends.ts';
import { createStrayKeeper } from './webhook/stray-requests.ts';
import { createTurnedAwayCounter } from './webhook/turned-away-counter.ts';
import { createWebhookServer, type ServerStatus } from './webhook/webhook-server.ts';
import { type HistoryListeners, startHistory } from './writer/start-history.ts';

/** What the listener tells the rest of the app of. */
export interface Desktop extends HistoryListeners {
  /** ④ Decides on a popup and shows it. */
  announce: (recorded: RecordedEvent, event: TelecmiEvent, receivedAt: number) => void;
  /** ⑤ These calls changed, or with none only the status. */
  noteChange: (callIds: readonly number[]) => void;
  /** ⑤ These requests are new or changed. */
  noteRequests: (requestIds: readonly number[]) => void;
  /** ⑤ The counts of who was turned away changed. */
  noteTurnedAway: () => void;
  /** A request that was forwarded to a target came back. */
  noteCameBack: (targetId: string) => void;
  noteReceived: (request: ReceivedRequest, receipt: Receipt) => void;
  noteListener: (status: ServerStatus) => void;
  /** The answer to a tunnel check's nonce, once; null for one that is not waited for. */
  takeNonce: (nonce: string) => string | null;
  sendSample: () => Promise<unknown>;
  /** Imports a file that the terminal hands over. Never rejects. */
  importFile: (file: string) => Promise<ImportOutcome>;
  showWindow: () => void;
  /** What ends before the listener does, and what after it. */
  stopFirst: ShutdownStep[];
  stopThen: ShutdownStep[];
}

/** Requests under way get 1.5 s to be answered. */
const listenerEndLimitMs = 1600;

export type Listener = ReturnType<typeof startListener>;

/** Reports how a restore ended that an earlier run of the app left unfinished. */
function tellRestore(restore: FinishedRestore, desktop: LatePart<Desktop>): void {
  if (restore.end === 'none') return;
  const id = restore.end === 'finished' ? 'restore_finished' : 'restore_undone';
  const detail = restore.end === 'finished' ? restore.kept : '';
  desktop.tell(({ status, noteChange }) => {
    status.addNotice({ id, detail });
    noteChange([]);
  });
}

/** Starts the listener before the desktop part exists; that part learns later what has happened meanwhile. */
export function startListener({ port, sample, foreignArguments }: StartOptions) {
  const userData = app.getPath('userData');
  const builtFolder = join(app.getAppPath(), 'dist');
  const logger = createLogger(userData);
  handleUnexpectedErrors(logger);
  const desktop = createLatePart<Desktop>((error) => logger.error('A message to the desktop part failed', error));
  if (foreignArguments.length > 0) logger.info(`Arguments that are not DialPop’s: ${foreignArguments.join(' ')}`);

  const settings = createSettingsStore(userData, (error) =>
    logger.error('A change of the settings could not be followed everywhere', error),
  );
  const file = historyFile(userData);
  // Must come before anything reads the history.
  const restored = finishRestore({
    historyFile: file,
    settings,
    reportError: (error) => logger.error('An interrupted restore could not be finished', error),
  });
  const history = startHistory({ file, workerPath: join(builtFolder, 'main/writer-worker.js'), desktop, logger });

  // The life of a webhook: ① webhook → ② events → ③ history; ④ notifications and ⑤ ipc are the desktop's.
  const { receiver, arrivalOf } = followOwnSends(
    createReceiver({
      history,
      announce: (...event) => desktop.tell(({ announce }) => announce(...event)),
      publish: (callIds) => desktop.tell(({ noteChange }) => noteChange(callIds)),
      reportStoreFailure: (detail) => logger.error(`A request could not be stored: ${detail}`),
    }),
  );
  const recorder = createRequestRecorder({
    history,
    onChanged: (requestIds) => desktop.tell(({ noteRequests }) => noteRequests(requestIds)),
    reportError: (error) => logger.error('How requests came could not be written down', error),
  });
  const turnedAway = createTurnedAwayCounter({
    tell: (line) => logger.warn(line),
    onChange: () => desktop.get()?.noteTurnedAway(),
  });
  const ownSends = createOwnSends(createToken());
  // While the settings cannot be read, the token is unknown, and senders that may have it are asked to try again.
  const getToken = (): string | null => (settings.unreadable === null ? settings.get().token : null);
  const keepStray = createStrayKeeper({ getToken: () => settings.get().token, ownSends, keep: recorder.keepStray });
  const answers = createAnswerController({
    onChange: () => desktop.get()?.noteChange([]),
  });
  const webhook = createWebhookApp({
    getToken,
    getPublicUrl: () => settings.get().publicUrl,
    takeNonce: (nonce) => desktop.get()?.takeNonce(nonce) ?? null,
    receive: async (request) => {
      const handled = await receiver.receive(request);
      const { status } = handled.receipt;
      if (status === 'not_stored' || status === 'overloaded') turnedAway.note(status);
      desktop.tell(({ noteReceived }) => noteReceived(request, handled.receipt));
      return handled;
    },
    keepRefusal: receiver.keepRefusal,
    noteHeld: (requestId) => desktop.tell(({ noteRequests }) => noteRequests([requestId])),
    keepTrace: recorder.keepTrace,
    noteTurnedAway: (turned) => {
      turnedAway.note(turned.reason);
      // An unknown token could not be masked in what is stored.
      if (settings.unreadable === null) keepStray(turned);
    },
    noteTokenUnknown: () => turnedAway.note('not_stored'),
    answers,
    ownSends,
    takeCameBack: (mark) => {
      const targetId = findOwnForward(mark, instanceIdOf(settings.get().token));
      if (targetId !== null) desktop.tell(({ noteCameBack }) => noteCameBack(targetId));
      return targetId !== null;
    },
    answerImport: createImportRoute({
      getToken: () => settings.get().token,
      ownSends,
      importFile: (path) => new Promise((resolve) => desktop.tell(({ importFile }) => resolve(importFile(path)))),
    }),
    reportError: (error) => logger.error('A request could not be handled', error),
  });
  const tellListening = createListeningTeller({
    userData,
    key: ownSends.key,
    sendSample: sample ? () => desktop.tell(({ sendSample }) => void sendSample()) : null,
    reportError: (error) => logger.error('The running file could not be written', error),
  });
  const requests = createRequestCounter(isOwnRequest);
  const server = createWebhookServer(requests.watch(webhook), (status) => {
    if (status.state === 'problem') logger.warn(`Cannot listen on port ${status.port}: ${status.detail}`);
    tellToken();
    desktop.tell(({ noteListener }) => noteListener(status));
  });
  const tellToken = (): void => {
    const token = getToken();
    if (token !== null) tellListening(server.status(), token);
  };
  if (settings.unreadable !== null) {
    logger.error(`The settings file cannot be read: ${settings.unreadable}`);
    void server.listen(port ?? settings.get().port);
  }
  // What is told is the token that the next start will find.
  void Promise.all([settings.ready, restored]).then(([, restore]) => {
    tellRestore(restore, desktop);
    if (lifecycle.isEnding()) return;
    const wanted = port ?? settings.get().port;
    const now = server.status();
    if (now.state === 'listening' && (port !== undefined || now.port === wanted)) tellToken();
    else void server.listen(wanted);
  });

  const saveSettings = async (): Promise<void> => {
    settings.stop();
    await settings.settle();
  };
  const lifecycle = handleShutdown(app, logger, () => {
    const there = desktop.get();
    desktop.giveUp();
    return [
      [
        // First, so that the listener does not wait for these answers.
        { name: 'the answers that wait', protectsData: false, stop: answers.stop },
        { name: 'the listener', protectsData: true, stop: server.close, limitMs: listenerEndLimitMs },
        ...(there?.stopFirst ?? []),
        { name: 'the settings', protectsData: true, stop: saveSettings, limitMs: listenerEndLimitMs },
        { name: 'the running file', protectsData: false, stop: () => removeRunningFile(userData) },
      ],
      [
        { name: 'the count of rejected requests', protectsData: false, stop: turnedAway.stop },
        { name: 'the request recorder', protectsData: true, stop: recorder.stop },
        ...(there?.stopThen ?? []),
      ],
      [{ name: 'the history', protectsData: true, stop: history.close, limitMs: 'rest' }],
      [{ name: 'the log', protectsData: false, stop: logger.close }],
    ];
  });
  followSecondInstances(app, lifecycle, () => desktop.tell((there) => there.showWindow()));
  return {
    desktop,
    lifecycle,
    userData,
    builtFolder,
    historyFile: file,
    logger,
    settings,
    history,
    server,
    ownSends,
    answers,
    getTurnedAway: turnedAway.counts,
    arrivalOf,
    getRequestCounts: requests.counts,
    /** Another token is in use. */
    tellToken,
  };
}
