import { useSyncExternalStore } from 'react';
import type { RequestQuery } from '../../../../shared/request-query.ts';
import { useLists } from '../../../live/lists.tsx';

/** What the list of requests shows. */
export function useShownQuery(): RequestQuery {
  const { requests: finder } = useLists();
  return useSyncExternalStore(finder.subscribe, finder.getState).query;
}
