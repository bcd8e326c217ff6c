import type { CallResults } from '../../shared/ipc/calls.ts';
import { type HandlersOf, nothing } from './register-handlers.ts';

/** What the handlers ask and do; the stages themselves are not imported here. */
export interface CallHandlerDependencies {
  history: {
    listCalls: (before: number | null, limit: number) => CallResults['listCalls'];
    getCall: (id: number) => CallResults['getCall'];
  };
  actions: {
    markCallRead: (id: number) => void;
    markAllCallsRead: () => void;
  };
}

export function createCallHandlers({ history, actions }: CallHandlerDependencies): HandlersOf<CallResults> {
  return {
    listCalls: ({ before, limit }) => history.listCalls(before, limit),
    getCall: ({ id }) => history.getCall(id),
    countCallsByDay: notBuilt,
    getTodayStatistics: notBuilt,
    suggestFilterValues: notBuilt,
    listEarlierCalls: notBuilt,
    markCallRead: ({ id }) => nothing(actions.markCallRead(id)),
    markAllCallsRead: () => nothing(actions.markAllCallsRead()),
    setCallUnread: notBuilt,
    setCallPinned: notBuilt,
    setCallNote: notBuilt,
    deleteCalls: notBuilt,
    restoreCalls: notBuilt,
  };
}

const notBuilt = (): never => {
  throw new Error('not built yet');
};
