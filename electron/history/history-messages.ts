import type { createHistoryReader } from './history-store.ts';

type Reader = ReturnType<typeof createHistoryReader>;

/** What the window reads of the history: the reader's methods of these names. */
export const historyReadNames = [
  'findCalls',
  'pickCalls',
  'getCall',
  'countCallsByDay',
  'getTodayStatistics',
  'suggestFilterValues',
  'listEarlierCalls',
  'listRequests',
] as const satisfies readonly (keyof Reader)[];
export type HistoryReadName = (typeof historyReadNames)[number];

interface ArgumentsByName extends Record<HistoryReadName, unknown[]> {
  findCalls: Parameters<Reader['findCalls']>;
  pickCalls: Parameters<Reader['pickCalls']>;
  getCall: Parameters<Reader['getCall']>;
  countCallsByDay: Parameters<Reader['countCallsByDay']>;
  getTodayStatistics: Parameters<Reader['getTodayStatistics']>;
  suggestFilterValues: Parameters<Reader['suggestFilterValues']>;
  listEarlierCalls: Parameters<Reader['listEarlierCalls']>;
  listRequests: Parameters<Reader['listRequests']>;
}
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
