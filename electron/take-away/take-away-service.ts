import { basename } from 'node:path';
import { t } from '../../shared/i18n/translate.ts';
import type { Result } from '../../shared/ipc/common.ts';
import type { ImportedFile, TakeAwayResults } from '../../shared/ipc/take-away.ts';
import type { RequestArgument } from '../../shared/ipc-contract.ts';
import type { RequestDetail } from '../../shared/requests.ts';
import type { TaskFailure } from '../data/data-task.ts';
import { describeFailure } from '../data/describe-failure.ts';
import type { RunTask } from '../data/run-task.ts';
import { messageOf } from '../error-message.ts';
import type { ImportedRequest } from '../history/request-writer.ts';
import { copyAs } from './copy-as/copy-as.ts';
import { toExactRequest } from './exact-request.ts';

/** Requests stored in one transaction: with the largest bodies some 13 MB. */
const storedAtOnce = 200;

/** What became of a file: the ids its requests got, or why there are none. */
export type ImportOutcome =
  | { status: 'done'; ids: number[]; imported: ImportedFile }
  | { status: 'cancelled' }
  | ({ status: 'failed' } & TaskFailure);

export interface TakeAwayOptions {
  getRequest: (id: number) => Promise<RequestDetail | null>;
  getToken: () => string;
  /** The port the listener has, or is to have. */
  getPort: () => number;
  writeClipboard: (text: string) => void;
  exportRequests: (wanted: RequestArgument<'exportRequests'> & { origin: string }) => Promise<Result>;
  /** Null where the person left the dialog. */
  chooseImport: () => Promise<string | null>;
  runTask: RunTask;
  history: {
    importRequests: (requests: readonly ImportedRequest[]) => Promise<number[]>;
    deleteImportedRequests: (ids: readonly number[]) => Promise<number>;
  };
  /** These requests are new, or gone. */
  noteRequests: (ids: readonly number[]) => void;
}

/** Takes requests out of DialPop, onto the clipboard or into files, and back from files. */
export function createTakeAway(options: TakeAwayOptions) {
  const { getRequest, getToken, getPort, runTask, history, noteRequests } = options;
  const getOrigin = (): string => `http://127.0.0.1:${getPort()}`;
  let lastImport: readonly number[] = [];

  /** All of them or none: what was stored before one failed goes again. */
  const store = async (requests: readonly ImportedRequest[]): Promise<number[]> => {
    const ids: number[] = [];
    try {
      for (let begin = 0; begin < requests.length; begin += storedAtOnce) {
        ids.push(...(await history.importRequests(requests.slice(begin, begin + storedAtOnce))));
      }
      return ids;
    } catch (error) {
      await history.deleteImportedRequests(ids);
      throw error;
    } finally {
      noteRequests(ids);
    }
  };

  /** Reads a file and stores its requests, all or nothing. Never rejects. */
  const importFile = async (file: string): Promise<ImportOutcome> => {
    const read = await runTask('readRequestFile', { file, token: getToken() });
    if (read.status !== 'done') return read;
    const { requests, ...told } = read.result;
    try {
      const ids = await store(requests);
      return { status: 'done', ids, imported: { file: basename(file), imported: ids.length, ...told } };
    } catch (error) {
      return { status: 'failed', code: 'not_stored', detail: messageOf(error) };
    }
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
      options.writeClipboard(text);
      return { ok: true };
    },

    exportRequests: (wanted: RequestArgument<'exportRequests'>): Promise<Result> =>
      options.exportRequests({ ...wanted, origin: getOrigin() }),

    async importRequests(): Promise<TakeAwayResults['importRequests']> {
      const file = await options.chooseImport();
      if (file === null) return { ok: true, imported: null };
      const outcome = await importFile(file);
      if (outcome.status === 'cancelled') return { ok: true, imported: null };
      if (outcome.status === 'failed') return { ok: false, message: describeFailure(outcome, file) };
      lastImport = outcome.ids;
      return { ok: true, imported: outcome.imported };
    },

    importFile,

    async removeLastImport(): Promise<number> {
      const ids = lastImport;
      const count = await history.deleteImportedRequests(ids);
      lastImport = [];
      noteRequests(ids);
      return count;
    },
  };
}
