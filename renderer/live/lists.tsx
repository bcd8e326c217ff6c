import { createContext, type ReactNode, useContext } from 'react';
import type { CallFilter } from '../../shared/call-query.ts';
import type { CallSummary } from '../../shared/calls.ts';
import type { RequestFilter } from '../../shared/request-query.ts';
import type { RequestSummary } from '../../shared/requests.ts';
import { createFinder, type Finder } from './finder.ts';
import type { LiveList } from './live-list.ts';
import { callSource, requestSource } from './sources.ts';

export type CallStore = LiveList<CallSummary>;
export type RequestStore = LiveList<RequestSummary>;
export type CallFinder = Finder<CallFilter, CallSummary>;
export type RequestFinder = Finder<RequestFilter, RequestSummary>;

/** The window's lists: they outlive the view that shows them, so that one comes back to where one was. */
export interface Lists {
  calls: CallFinder;
  requests: RequestFinder;
}

const ListsContext = createContext<Lists | null>(null);

/** Lists that nothing was read for yet. */
export function createLists(): Lists {
  return { calls: createFinder(callSource), requests: createFinder(requestSource) };
}

export function ListsProvider({ lists, children }: { lists: Lists; children: ReactNode }) {
  return <ListsContext value={lists}>{children}</ListsContext>;
}

export function useLists(): Lists {
  const lists = useContext(ListsContext);
  if (lists === null) throw new Error('ListsProvider is missing');
  return lists;
}
