import type { RequestListResults } from '../../shared/ipc/requests.ts';
import type { RequestArgument } from '../../shared/ipc-contract.ts';
import { type Done, type HandlersOf, nothing } from './register-handlers.ts';

type Answer<Name extends keyof RequestListResults> = Promise<RequestListResults[Name]>;

/** What the handlers ask and do; the stages themselves are not imported here. */
export interface RequestHandlerDependencies {
  reads: {
    findRequests: (argument: RequestArgument<'listRequests'>) => Answer<'listRequests'>;
    pickRequests: (argument: RequestArgument<'pickRequests'>) => Answer<'pickRequests'>;
    getRequest: (id: number) => Answer<'getRequest'>;
    getRequestStorage: () => Answer<'getRequestStorage'>;
  };
  history: { setRequestPinned: (id: number, isPinned: boolean) => Promise<void> };
  noteRequests: (ids: readonly number[]) => Done;
}

export function createRequestHandlers({
  reads,
  history,
  noteRequests,
}: RequestHandlerDependencies): HandlersOf<RequestListResults> {
  return {
    listRequests: (argument) => reads.findRequests(argument),
    pickRequests: (argument) => reads.pickRequests(argument),
    getRequest: ({ id }) => reads.getRequest(id),
    getRequestStorage: () => reads.getRequestStorage(),
    setRequestPinned: async ({ id, isPinned }) => {
      await history.setRequestPinned(id, isPinned);
      return nothing(noteRequests([id]));
    },
  };
}
