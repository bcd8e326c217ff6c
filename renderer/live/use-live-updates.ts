import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CallSummary } from '../../shared/calls.ts';
import { bridge } from '../bridge.ts';
import { settingsQuery, statusQuery } from './queries.ts';
import { refreshCalls, refreshRequests } from './refresh-lists.ts';

/** Changes that come within this time are read together: a burst of calls is one update. */
const gatherMs = 40;

/** Keeps everything on show true to what the main process broadcasts. */
export function useLiveUpdates(onNewCalls: (calls: CallSummary[]) => void): void {
  const client = useQueryClient();
  useEffect(() => {
    const changedIds = new Set<number>();
    let isScheduled = false;

    const readChanges = async () => {
      const ids = new Set(changedIds);
      changedIds.clear();
      try {
        const newCalls = ids.size > 0 ? await refreshCalls(client, ids) : [];
        if (newCalls.length > 0) onNewCalls(newCalls);
        await refreshRequests(client);
      } catch (error) {
        // The next change reads everything newer again, so nothing is lost for good.
        console.error('Could not read what has changed', error);
      }
      isScheduled = false;
      if (changedIds.size > 0) schedule();
    };
    const schedule = () => {
      if (isScheduled) return;
      isScheduled = true;
      setTimeout(readChanges, gatherMs);
    };

    const stops = [
      bridge().onStatusChanged((status) => {
        client.setQueryData(statusQuery.queryKey, status);
        schedule();
      }),
      bridge().onSettingsChanged((settings) => client.setQueryData(settingsQuery.queryKey, settings)),
      bridge().onCallsChanged(({ ids }) => {
        for (const id of ids) changedIds.add(id);
        schedule();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, onNewCalls]);
}
