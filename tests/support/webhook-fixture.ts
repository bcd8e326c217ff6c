import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createReceiver } from '../../electron/events/receive-event.ts';
import { createHistoryStore, type HistoryStore } from '../../electron/history/history-store.ts';
import { type Database, openDatabase } from '../../electron/history/open-database.ts';
import { createRequestRecorder } from '../../electron/inspector/request-recorder.ts';
import { followOwnSends } from '../../electron/sending/own-arrivals.ts';
import type { ImportAnswer } from '../../electron/take-away/import-answer.ts';
import type { Rates } from '../../electron/webhook/admit-requests.ts';
import { type AnswerController, createAnswerController } from '../../electron/webhook/answer-control.ts';
import { createWebhookApp } from '../../electron/webhook/create-webhook-app.ts';
import { createImportRoute } from '../../electron/webhook/import-route.ts';
import { createOwnSends } from '../../electron/webhook/own-sends.ts';
import { createStrayKeeper } from '../../electron/webhook/stray-requests.ts';
import { createWebhookServer } from '../../electron/webhook/webhook-server.ts';
import { createHistoryWriter, type HistoryWriterOptions } from '../../electron/writer/history-writer.ts';
import type { Salvage, WriterRequest } from '../../electron/writer/messages.ts';
import { runWriter } from '../../electron/writer/run-writer.ts';
import type { TelecmiEvent } from '../../shared/event-schema.ts';
import type { Handled, Receipt, ReceivedRequest, RecordedEvent } from '../../shared/received-request.ts';
import { everyRequest } from '../../shared/request-query.ts';
import type { StrayReason } from '../../shared/requests.ts';
import type { HistoryState } from '../../shared/status.ts';
import { temporaryFolder } from './temporary-folder.ts';

export { asTexts, sample } from './samples.ts';
export { temporaryFolder };

export const token = '0123456789abcdef0123456789abcdef';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** The body as JSON; undefined where it is none. */
  json: unknown;
}

export interface SendOptions {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

export function openHistory(file: string): { database: Database; history: HistoryStore } {
  const opened = openDatabase(file);
  if (!opened.ok) throw new Error(opened.detail);
  return { database: opened.database, history: createHistoryStore(opened.database) };
}

/** The writer and its thread's side in one thread, so that a test has the same connection; messages are copied as between two. */
export function startWriterHere(file: string, told: Pick<WebhookHooks, 'onSalvage' | 'onLetGo'> = {}) {
  let runner: ReturnType<typeof runWriter> | null = null;
  let endThread = (): void => {};
  const startThread: HistoryWriterOptions['startThread'] = (refusal, history) => {
    const { port1, port2 } = new MessageChannel();
    const started = runWriter(file, (message) => port2.postMessage(message), refusal, history);
    port2.on('message', (request: WriterRequest) => {
      started.take(request);
      if (request.type === 'close') port2.close();
    });
    const exits: (() => void)[] = [];
    runner = started;
    endThread = () => {
      port1.close();
      started.take({ type: 'close' });
      for (const exit of exits) exit();
    };
    return {
      postMessage: (message) => port1.postMessage(message),
      on: (event: string, listener: (value: never) => void) =>
        event === 'exit' ? exits.push(listener as () => void) : port1.on(event, listener as (value: unknown) => void),
    };
  };
  const reported: string[] = [];
  const salvages: Salvage[] = [];
  const states: HistoryState[] = [];
  const lettingGo: number[] = [];
  const trimmed: number[] = [];
  const storedLate: number[] = [];
  const writer = createHistoryWriter({
    startThread,
    onOverview: () => {},
    onState: (state) => states.push(state),
    onSalvage: (salvage) => {
      salvages.push(salvage);
      told.onSalvage?.(salvage);
    },
    onLetGo: (forMs) => {
      lettingGo.push(forMs);
      told.onLetGo?.(forMs);
    },
    onExchanged: () => {},
    onStoredLate: ({ requestIds }) => storedLate.push(...requestIds),
    onTrimmed: (requestIds) => trimmed.push(...requestIds),
    reportError: (message) => reported.push(message),
  });
  const opened = () => {
    const replaceable = runner?.opened() ?? null;
    if (replaceable === null) throw new Error('The history is not open');
    return replaceable;
  };
  return {
    writer,
    opened,
    reported,
    salvages,
    states,
    lettingGo,
    trimmed,
    /** Requests that were stored though their senders were told otherwise. */
    storedLate,
    /** Ends the thread as one that fails; the writer starts the next. */
    endThread: () => endThread(),
  };
}

/** What of the running app besides the stages takes part in a request. */
export interface WebhookHooks {
  /** Where the history is, and stays; a folder that is gone after the test by itself. */
  folder?: string;
  takeNonce?: (nonce: string) => string | null;
  onReceived?: (request: ReceivedRequest, receipt: Receipt) => void;
  onRecorded?: (recorded: RecordedEvent, event: TelecmiEvent) => void;
  /** The public URL in the settings; none by itself. */
  getPublicUrl?: () => string;
  rates?: Rates;
  /** Whether what is turned away is kept, some time later and some of it. */
  keepsStrays?: boolean;
  /** How the next requests are answered, where a test chooses. */
  answers?: AnswerController;
  /** Traces of these requests are written. */
  onTraced?: (requestIds: readonly number[]) => void;
  takeCameBack?: (mark: string) => boolean;
  /** Imports a file for the terminal. */
  importFile?: (file: string) => Promise<ImportAnswer>;
  onSalvage?: (salvage: Salvage) => void;
  onLetGo?: (forMs: number) => void;
  /** Stands between the webhook and the later stages. */
  beforeReceive?: (request: ReceivedRequest) => Promise<Receipt | null>;
}

/** The real webhook on a real port with a real SQLite file; only the popup stage is left out. */
export async function startWebhook(hooks: WebhookHooks = {}) {
  const { takeNonce = () => null, onReceived, onRecorded, getPublicUrl = () => '', rates, beforeReceive } = hooks;
  const answers = hooks.answers ?? createAnswerController({ onChange: () => {} });
  const folder = hooks.folder === undefined ? temporaryFolder() : { path: hooks.folder, remove: () => {} };
  const file = join(folder.path, 'history.sqlite');
  const { writer, opened } = startWriterHere(file, hooks);
  const { history } = opened();
  const announced: RecordedEvent[] = [];
  const failures: unknown[] = [];
  const turnedAway: StrayReason[] = [];
  const ownSends = createOwnSends('f'.repeat(32));
  const { receiver, arrivalOf } = followOwnSends(
    createReceiver({
      history: writer,
      announce: (recorded, event) => {
        announced.push(recorded);
        onRecorded?.(recorded, event);
      },
      publish: () => {},
      reportStoreFailure: (detail) => failures.push(detail),
    }),
  );
  const recorder = createRequestRecorder({
    history: writer,
    onChanged: (ids) => {
      traced.push(...ids);
      hooks.onTraced?.(ids);
    },
    reportError: (error) => failures.push(error),
  });
  const traced: number[] = [];
  const held: number[] = [];
  const keepStray = createStrayKeeper({ getToken: () => token, ownSends, keep: recorder.keepStray });
  const app = createWebhookApp({
    getToken: () => token,
    getPublicUrl,
    takeNonce,
    receive: async (request) => {
      const stopped = (await beforeReceive?.(request)) ?? null;
      const handled: Handled =
        stopped === null
          ? await receiver.receive(request)
          : { receipt: stopped, requestId: null, parsedAt: null, committedAt: null };
      onReceived?.(request, handled.receipt);
      return handled;
    },
    keepRefusal: receiver.keepRefusal,
    noteHeld: (requestId) => held.push(requestId),
    keepTrace: recorder.keepTrace,
    noteTurnedAway: (turned) => {
      turnedAway.push(turned.reason);
      if (hooks.keepsStrays === true) keepStray(turned);
    },
    answers,
    ownSends,
    takeCameBack: (mark) => hooks.takeCameBack?.(mark) ?? false,
    answerImport: createImportRoute({
      getToken: () => token,
      ownSends,
      importFile: (path) => hooks.importFile?.(path) ?? Promise.resolve({ status: 'cancelled' }),
    }),
    reportError: (error) => failures.push(error),
    ...(rates === undefined ? {} : { rates }),
  });
  const server = createWebhookServer(app, () => {});
  await server.listen(0);
  const { port } = server.status();

  return {
    file,
    app,
    port,
    database: opened().database(),
    history,
    writer,
    announced,
    failures,
    turnedAway,
    ownSends,
    answers,
    /** Numbers of the requests whose answers were held back. */
    held,
    arrivalOf,
    /** Numbers of the requests whose traces are written. */
    traced,
    send: (options: SendOptions = {}) => send(port, options),
    post: (body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
      send(port, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) }),
    get: (fields: Record<string, string>) =>
      send(port, { method: 'GET', path: `/hook/${token}?${new URLSearchParams(fields)}` }),
    async stop() {
      answers.stop();
      await server.close();
      recorder.stop();
      await writer.close();
      folder.remove();
    },
  };
}

export type Webhook = Awaited<ReturnType<typeof startWebhook>>;

/** One HTTP request to the letter: no default headers, no normalised path. */
export function send(port: number, { method = 'POST', path, headers = {}, body }: SendOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, method, path: path ?? `/hook/${token}`, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text, json: parse(text) });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** The newest request's body as text. */
export function newestBody(history: HistoryStore): string | null {
  const [newest] = history.findRequests({ query: everyRequest, before: null, limit: 1 }).items;
  const detail = newest === undefined ? null : history.getRequest(newest.id);
  return detail === null ? null : Buffer.from(detail.bodyBase64, 'base64').toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
