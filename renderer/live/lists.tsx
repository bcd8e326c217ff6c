import { createContext, type ReactNode, useContext } from 'react';
import { everyRequest } from '../../shared/request-query.ts';
import type { RequestSummary } from '../../shared/requests.ts';
import { bridge } from '../bridge.ts';
import { type CallFinder, createCallFinder } from './call-finder.ts';
import { callSource } from './call-source.ts';
import { createLiveList, type LiveList } from './live-list.ts';

/** The window's lists: they outlive the view that shows them, so that one comes back to where one was. */
export interface Lists {
  finder: CallFinder;
  requests: LiveList<RequestSummary>;
}

const ListsContext = createContext<Lists | null>(null);

/** Lists that nothing was read for yet. */
export function createLists(): Lists {
  return {
    finder: createCallFinder(callSource),
    requests: createLiveList({
      read: (argument) => bridge().listRequests({ query: everyRequest, ...argument }),
      pick: (ids) => bridge().pickRequests({ query: everyRequest, ids }),
    }),
  };
}

export function ListsProvider({ lists, children }: { lists: Lists; children: ReactNode }) {
  return <ListsContext value={lists}>{children}</ListsContext>;
}

export function useLists(): Lists {
  const lists = useContext(ListsContext);
  if (lists === null) throw new Error('ListsProvider is missing');
  return lists;
}
