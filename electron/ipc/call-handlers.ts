import type { CallResults } from '../../shared/ipc/calls.ts';
import type { RequestArgument } from '../../shared/ipc-contract.ts';
import { type HandlersOf, nothing } from './register-handlers.ts';

type Answer<Name extends keyof CallResults> = CallResults[Name] | Promise<CallResults[Name]>;

/** What the handlers ask and do; the stages themselves are not imported here. */
export interface CallHandlerDependencies {
  history: {
    findCalls: (argument: RequestArgument<'listCalls'>) => Answer<'listCalls'>;
    pickCalls: (argument: RequestArgument<'pickCalls'>) => Answer<'pickCalls'>;
    getCall: (id: number) => Answer<'getCall'>;
    countCallsByDay: (argument: RequestArgument<'countCallsByDay'>) => Answer<'countCallsByDay'>;
    countFound: (argument: RequestArgument<'countFound'>) => Answer<'countFound'>;
    getTodayStatistics: () => Answer<'getTodayStatistics'>;
    suggestFilterValues: (argument: RequestArgument<'suggestFilterValues'>) => Answer<'suggestFilterValues'>;
    listEarlierCalls: (id: number, limit: number) => Answer<'listEarlierCalls'>;
  };
  actions: {
    markCallRead: (id: number) => Promise<void>;
    markAllCallsRead: () => Promise<void>;
    setCallUnread: (id: number, unread: boolean) => Promise<void>;
    setCallPinned: (id: number, isPinned: boolean) => Promise<void>;
    setCallNote: (id: number, note: string) => Promise<void>;
    deleteCalls: (ids: readonly number[]) => Promise<void>;
    restoreCalls: (ids: readonly number[]) => Promise<void>;
  };
}

export function createCallHandlers({ history, actions }: CallHandlerDependencies): HandlersOf<CallResults> {
  return {
    listCalls: (argument) => history.findCalls(argument),
    pickCalls: (argument) => history.pickCalls(argument),
    getCall: ({ id }) => history.getCall(id),
    countCallsByDay: (argument) => history.countCallsByDay(argument),
    countFound: (argument) => history.countFound(argument),
    getTodayStatistics: () => history.getTodayStatistics(),
    suggestFilterValues: (argument) => history.suggestFilterValues(argument),
    listEarlierCalls: ({ id, limit }) => history.listEarlierCalls(id, limit),
    markCallRead: async ({ id }) => nothing(await actions.markCallRead(id)),
    markAllCallsRead: async () => nothing(await actions.markAllCallsRead()),
    setCallUnread: async ({ id, unread }) => nothing(await actions.setCallUnread(id, unread)),
    setCallPinned: async ({ id, isPinned }) => nothing(await actions.setCallPinned(id, isPinned)),
    setCallNote: async ({ id, note }) => nothing(await actions.setCallNote(id, note)),
    deleteCalls: async ({ ids }) => nothing(await actions.deleteCalls(ids)),
    restoreCalls: async ({ ids }) => nothing(await actions.restoreCalls(ids)),
  };
}
