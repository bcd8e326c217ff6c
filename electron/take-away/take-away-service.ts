import { basename } from 'node:path';
import { describeHistoryFailure } from '../../shared/history-words.ts';
import { t } from '../../shared/i18n/translate.ts';
import type { Result } from '../../shared/ipc/common.ts';
import type { ImportedFile, TakeAwayResults } from '../../shared/ipc/take-away.ts';
import type { RequestArgument } from '../../shared/ipc-contract.ts';
import type { RequestDetail } from '../../shared/requests.ts';
import type { TaskFailure } from '../data/data-task.ts';
import { describeFailure } from '../data/describe-failure.ts';
import type { HistoryWorks } from '../data/history-works.ts';
import type { RunTask } from '../data/run-task.ts';
import { messageOf } from '../error-message.ts';
import type { ImportedRequest } from '../history/request-writer.ts';
import { copyAs } from './copy-as/copy-as.ts';
import { toExactRequest } from './exact-request.ts';

/** Requests stored in one transaction: with the largest bodies some 13 MB. */
const storedAtOnce = 200;

/** The result for a file: the ids of its requests, or why there are none. */
export type ImportOutcome =
  | { status: 'done'; ids: number[]; imported: ImportedFile }
  | { status: 'cancelled' }
  /** `left`: what had already been stored and could not be removed again. */
  | ({ status: 'failed'; left: readonly number[] } & TaskFailure);

export interface TakeAwayOptions {
  getRequest: (id: number) => Promise<RequestDetail | null>;
  getToken: () => string;
  /** The port the listener has, or is to have. */
  getPort: () => number;
  /** The clipboard; synchronous before Electron 44, asynchronous since. */
  writeClipboard: (text: string) => void | Promise<void>;
  exportRequests: (wanted: RequestArgument<'exportRequests'> & { origin: string }) => Promise<Result>;
  /** Null where the person left the dialog. */
  chooseImport: () => Promise<string | null>;
  runTask: RunTask;
  works: Pick<HistoryWorks, 'begin'>;
  history: {
    importRequests: (requests: readonly ImportedRequest[]) => Promise<number[]>;
    deleteImportedRequests: (ids: readonly number[]) => Promise<number>;
  };
  /** These requests are new, or gone. */
  noteRequests: (ids: readonly number[]) => void;
}

/** Takes requests out of DialPop, onto the clipboard or into files, and back from files. */
export function createTakeAway(options: TakeAwayOptions) {
  const { getRequest, getToken, getPort, runTask, works, history, noteRequests } = options;
  const getOrigin = (): string => `http://127.0.0.1:${getPort()}`;
  let lastImport: readonly number[] = [];
  /** Counts the histories so far: an id from one means nothing in the next. */
  let era = 0;

  /** Returns what was stored, and why the rest was not. */
  const store = async (requests: readonly ImportedRequest[]): Promise<{ ids: number[]; failure: string | null }> => {
    const ids: number[] = [];
    try {
      for (let begin = 0; begin < requests.length; begin += storedAtOnce) {
        ids.push(...(await history.importRequests(requests.slice(begin, begin + storedAtOnce))));
      }
      return { ids, failure: null };
    } catch (error) {
      return { ids, failure: describeHistoryFailure(messageOf(error)) };
    }
  };
  /** Returns those that remain: the disk that refused the rest may refuse this too. */
  const takeBack = async (ids: readonly number[]): Promise<readonly number[]> => {
    if (ids.length === 0) return [];
    try {
      await history.deleteImportedRequests(ids);
      return [];
    } catch {
      return ids;
    }
  };

  /** Reads a file and stores its requests, all or nothing. Never rejects. */
  const importFile = async (file: string): Promise<ImportOutcome> => {
    const begun = works.begin('import');
    if (!begun.ok) return { status: 'failed', code: 'restore_under_way', detail: '', left: [] };
    try {
      return await readAndStore(file);
    } finally {
      begun.end();
    }
  };
  const readAndStore = async (file: string): Promise<ImportOutcome> => {
    const read = await runTask('readRequestFile', { file, token: getToken() });
    if (read.status === 'cancelled') return read;
    if (read.status === 'failed') return { ...read, left: [] };
    const { requests, ...told } = read.result;
    const begunIn = era;
    const { ids: stored, failure } = await store(requests);
    // If a backup was restored meanwhile, these ids belong to other requests by now, or to none.
    const ids = begunIn === era ? stored : [];
    const left = failure === null ? [] : await takeBack(ids);
    noteRequests(ids);
    if (failure !== null) return { status: 'failed', code: 'not_stored', detail: failure, left };
    return { status: 'done', ids, imported: { file: basename(file), imported: stored.length, ...told } };
  };

  return {
    async copyRequestAs({ id, format, withToken }: RequestArgument<'copyRequestAs'>): Promise<Result> {
      const request = await getRequest(id);
      if (request === null) return { ok: false, message: t('takeAway.failure.gone') };
      const exact = toExactRequest(request, { origin: getOrigin(), token: getToken(), isMasked: !withToken });
      const text = copyAs(format, exact);
      if (text === null) {
        return {
          ok: false,
          message: t(format === 'fetch' ? 'takeAway.failure.bodyWithGet' : 'takeAway.failure.binary'),
        };
      }
      try {
        await options.writeClipboard(text);
        return { ok: true };
      } catch (error) {
        return { ok: false, message: t('takeAway.failure.notCopied', { detail: messageOf(error) }) };
      }
    },

    exportRequests: (wanted: RequestArgument<'exportRequests'>): Promise<Result> =>
      options.exportRequests({ ...wanted, origin: getOrigin() }),

    async importRequests(): Promise<TakeAwayResults['importRequests']> {
      const file = await options.chooseImport();
      if (file === null) return { ok: true, imported: null };
      const outcome = await importFile(file);
      if (outcome.status === 'cancelled') return { ok: true, imported: null };
      if (outcome.status === 'done') {
        lastImport = outcome.ids;
        return { ok: true, imported: outcome.imported };
      }
      const { left } = outcome;
      if (left.length === 0) return { ok: false, message: describeFailure(outcome, file) };
      lastImport = left;
      const message = t('takeAway.failure.halfStored', { count: left.length, detail: outcome.detail });
      return { ok: false, message, left: left.length };
    },

    importFile,

    /** Rejects if they could not be removed; it can then be called again. */
    async removeLastImport(): Promise<number> {
      const ids = lastImport;
      const count = await history.deleteImportedRequests(ids);
      if (lastImport === ids) lastImport = [];
      noteRequests(ids);
      return count;
    },

    /** The history was replaced: what was imported before is not in the new one under these ids. */
    forgetLastImport(): void {
      lastImport = [];
      era += 1;
    },
  };
}
