import type { QueryClient } from '@tanstack/react-query';
import { everyCall } from '../../shared/call-query.ts';
import type { CallSummary } from '../../shared/calls.ts';
import { watchHomeCountry } from '../../shared/home-country.ts';
import { isUnfinished } from '../../shared/jobs.ts';
import { bridge } from '../bridge.ts';
import { followHomeCountry } from '../home-country.ts';
import { tellCallChanges } from './call-changes.ts';
import { gatherChanges } from './gather-changes.ts';
import type { Lists } from './lists.tsx';
import {
  callQuery,
  earlierCallsQuery,
  forwardingQuery,
  jobQuery,
  requestQuery,
  requestStorageQuery,
  settingsQuery,
  statusQuery,
  storageQuery,
  turnedAwayQuery,
} from './queries.ts';

/** A flood of calls is announced as that. */
const mostAnnounced = 500;

type NewCallsListener = (calls: CallSummary[]) => void;

const newCallsListeners = new Set<NewCallsListener>();

/** Calls back with calls that were never there before, whatever the list is narrowed to. */
export function watchNewCalls(listener: NewCallsListener): () => void {
  newCallsListeners.add(listener);
  return () => newCallsListeners.delete(listener);
}

/**
 * Keeps everything the window shows true to what the main process broadcasts, for as long as the page is
 * there. To be called before anything is read, so that nothing happens between the two unnoticed.
 */
export function followUpdates(client: QueryClient, { calls, requests }: Lists): void {
  const findNewCalls = watchForNewCalls();
  const readChanges = gatherChanges(async (changed) => {
    if (changed.size > 0) {
      const ids = [...changed];
      await refreshDetails(client, ids);
      await calls.applyChanges(ids);
      const newCalls = await findNewCalls(ids);
      if (newCalls.length > 0) for (const listener of newCallsListeners) listener(newCalls);
      tellCallChanges(ids);
    }
  });
  const readRequests = gatherChanges(async (changed) => {
    await client.invalidateQueries({ queryKey: requestStorageQuery.queryKey });
    await requests.applyChanges([...changed]);
    await client.invalidateQueries({
      queryKey: requestQuery.all,
      predicate: ({ queryKey: [, id] }) => changed.has(Number(id)),
    });
  });
  bridge().onRequestsChanged(({ ids }) => readRequests(ids));
  bridge().onStatusChanged((status) => client.setQueryData(statusQuery.queryKey, status));
  bridge().onTurnedAwayChanged((counts) => client.setQueryData(turnedAwayQuery.queryKey, counts));
  bridge().onForwardingChanged(() => void client.invalidateQueries({ queryKey: forwardingQuery.key }));
  bridge().onSettingsChanged((settings) => {
    followHomeCountry(settings);
    client.setQueryData(settingsQuery.queryKey, settings);
  });
  // The home country decides which calls are to the same number.
  watchHomeCountry(() => void client.invalidateQueries({ queryKey: earlierCallsQuery.all }));
  bridge().onJobChanged((job) => {
    client.setQueryData(jobQuery.queryKey, job);
    if (!isUnfinished(job)) void client.invalidateQueries({ queryKey: storageQuery.queryKey });
  });
  bridge().onHistoryReplaced(beginAnew);
  bridge().onCallsChanged(({ ids }) => readChanges(ids));
}
/** Tells which changed calls were never there before, whatever the list is narrowed to. */
function watchForNewCalls(): (ids: readonly number[]) => Promise<CallSummary[]> {
  const newest = bridge()
    .listCalls({ query: everyCall, before: null, limit: 1 })
    .then(({ items: [call] }) => call?.id ?? 0)
    // Without it nothing is announced until the next new call; the lists say what went wrong.
    .catch(() => null);
  let newestId: number | null = null;
  return async (ids) => {
    newestId ??= (await newest) ?? Math.max(...ids);
    const floor = newestId;
    const candidates = ids.filter((id) => id > floor);
    if (candidates.length === 0) return [];
    newestId = Math.max(...candidates);
    return bridge().pickCalls({ query: everyCall, ids: candidates.slice(0, mostAnnounced) });
  };
}

async function refreshDetails(client: QueryClient, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    const { queryKey } = callQuery(id);
    if (client.getQueryState(queryKey) === undefined) continue;
    client.setQueryData(queryKey, await bridge().getCall({ id }));
  }
}

/** Every list and every call on show is of another history now; the call that was shown may have another's number. */
function beginAnew(): void {
  history.replaceState(null, '', window.location.hash.replace(/^#\/(calls|requests)\/\d+$/, '#/$1'));
  window.location.reload();
}
