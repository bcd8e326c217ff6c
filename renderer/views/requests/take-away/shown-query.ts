import { useSyncExternalStore } from 'react';
import type { RequestQuery } from '../../../../shared/request-query.ts';
import { runAction } from '../../../actions/use-action.ts';
import { useLists } from '../../../live/lists.tsx';

/** What the list of requests shows, and the way to have it show what was imported. */
export function useShownQuery(): { query: RequestQuery; showImported: () => void } {
  const { requests: finder } = useLists();
  const { query } = useSyncExternalStore(finder.subscribe, finder.getState);
  const showImported = () => {
    // Also what is typed in the box goes.
    runAction('clearSearch');
    finder.find({ text: '', filters: [{ kind: 'origin', origin: 'imported' }] });
  };
  return { query, showImported };
}
