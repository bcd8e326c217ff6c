import type { createHistoryReader } from './history-store.ts';

type Reader = ReturnType<typeof createHistoryReader>;

/** What the window reads of the history: the reader's methods of these names, with their arguments. */
interface ArgumentsByName {
  findCalls: Parameters<Reader['findCalls']>;
  pickCalls: Parameters<Reader['pickCalls']>;
  getCall: Parameters<Reader['getCall']>;
  countCallsByDay: Parameters<Reader['countCallsByDay']>;
  countFound: Parameters<Reader['countFound']>;
  getTodayStatistics: Parameters<Reader['getTodayStatistics']>;
  suggestFilterValues: Parameters<Reader['suggestFilterValues']>;
  listEarlierCalls: Parameters<Reader['listEarlierCalls']>;
  findRequests: Parameters<Reader['findRequests']>;
  pickRequests: Parameters<Reader['pickRequests']>;
  getRequest: Parameters<Reader['getRequest']>;
  listForwardable: Parameters<Reader['listForwardable']>;
  countForwardable: Parameters<Reader['countForwardable']>;
  getForwardable: Parameters<Reader['getForwardable']>;
  listForwards: Parameters<Reader['listForwards']>;
  listForwardLosses: Parameters<Reader['listForwardLosses']>;
  getRequestStorage: Parameters<Reader['getRequestStorage']>;
}
export type HistoryReadName = keyof ArgumentsByName;
export type ReadArguments<Name extends HistoryReadName> = ArgumentsByName[Name];
export type ReadResult<Name extends HistoryReadName> = ReturnType<Reader[Name]>;

/** The reader, as the worker calls it. */
export type HistoryReads = {
  [Name in HistoryReadName]: (...args: ArgumentsByName[Name]) => ReadResult<Name>;
};

/** One read; to the worker. */
export type ReadMessage<Names extends HistoryReadName = HistoryReadName> = {
  [Name in Names]: { id: number; name: Name; args: ArgumentsByName[Name] };
}[Names];

/** What was read, or why not; from the worker. */
export type ReadAnswer = { id: number; ok: true; result: unknown } | { id: number; ok: false; message: string };
