import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CallSummary } from '../../shared/calls.ts';
import { isUnfinished } from '../../shared/jobs.ts';
import { bridge } from '../bridge.ts';
import { gatherChanges } from './gather-changes.ts';
import { jobQuery, settingsQuery, statusQuery, storageQuery } from './queries.ts';
import { refreshCalls, refreshRequests } from './refresh-lists.ts';

/** What is not read from the history. */
const ofTheApp = new Set([statusQuery, settingsQuery, jobQuery].map(({ queryKey }) => String(queryKey[0])));

/** Keeps everything on show true to what the main process broadcasts. */
export function useLiveUpdates(onNewCalls: (calls: CallSummary[]) => void): void {
  const client = useQueryClient();
  useEffect(() => {
    const readChanges = gatherChanges(async (ids) => {
      const newCalls = ids.size > 0 ? await refreshCalls(client, ids) : [];
      if (newCalls.length > 0) onNewCalls(newCalls);
      await refreshRequests(client);
    });
    const stops = [
      bridge().onStatusChanged((status) => {
        client.setQueryData(statusQuery.queryKey, status);
        // Requests have no broadcast of their own, but each one changes the status.
        readChanges();
      }),
      bridge().onSettingsChanged((settings) => client.setQueryData(settingsQuery.queryKey, settings)),
      bridge().onJobChanged((job) => {
        client.setQueryData(jobQuery.queryKey, job);
        if (!isUnfinished(job)) client.invalidateQueries({ queryKey: storageQuery.queryKey });
      }),
      // Every list and every call on show is of another history now.
      bridge().onHistoryReplaced(() =>
        client.resetQueries({ predicate: ({ queryKey }) => !ofTheApp.has(String(queryKey[0])) }),
      ),
      bridge().onCallsChanged(({ ids }) => readChanges(ids)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, onNewCalls]);
}
