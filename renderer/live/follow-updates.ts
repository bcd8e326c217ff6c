import type { QueryClient } from '@tanstack/react-query';
import { everyCall } from '../../shared/call-query.ts';
import type { CallSummary } from '../../shared/calls.ts';
import { watchHomeCountry } from '../../shared/home-country.ts';
import { isUnfinished } from '../../shared/jobs.ts';
import { bridge } from '../bridge.ts';
import { followHomeCountry } from '../home-country.ts';
import { atMostEvery } from './at-most-every.ts';
import { tellCallChanges } from './call-changes.ts';
import { gatherChanges } from './gather-changes.ts';
import {
  callQuery,
  earlierCallsQuery,
  forwardingQuery,
  jobQuery,
  requestQuery,
  requestStorageQuery,
  statusQuery,
  storageQuery,
  turnedAwayQuery,
} from './queries.ts';
import type { SettingsChanges } from './settings-changes.ts';

/** What the history holds in all is counted anew at most this often. */
const recountMs = 2000;
/** A flood of calls is announced as that. */
const mostAnnounced = 500;

/** What is told of changes. */
interface FollowingLists {
  calls: { applyChanges(ids: readonly number[]): Promise<void> };
  requests: { applyChanges(ids: readonly number[]): Promise<void> };
}

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
export function followUpdates(
  client: QueryClient,
  { calls, requests }: FollowingLists,
  changes: Pick<SettingsChanges, 'follow'>,
): void {
  const findNewCalls = watchForNewCalls();
  const recount = (queryKey: readonly unknown[]) =>
    atMostEvery(recountMs, () => void client.invalidateQueries({ queryKey }));
  const recountCalls = recount(storageQuery.queryKey);
  const recountRequests = recount(requestStorageQuery.queryKey);
  // By itself: neither the list nor the news of other calls waits for one that cannot be read.
  const retryDetails = gatherChanges((changed) => refreshDetails(client, [...changed]));
  const readChanges = gatherChanges(async (changed) => {
    const ids = [...changed];
    await calls.applyChanges(ids);
    tellCallChanges(ids);
    recountCalls.ask();
    const shown = ids.filter((id) => client.getQueryState(callQuery(id).queryKey) !== undefined);
    refreshDetails(client, shown).catch(() => retryDetails(shown));
    const newCalls = await findNewCalls(ids);
    if (newCalls.length > 0) for (const listener of newCallsListeners) listener(newCalls);
  });
  const readRequests = gatherChanges(async (changed) => {
    await requests.applyChanges([...changed]);
    recountRequests.ask();
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
    changes.follow(settings);
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
    const newCalls = await bridge().pickCalls({ query: everyCall, ids: candidates.slice(0, mostAnnounced) });
    newestId = Math.max(...candidates);
    return newCalls;
  };
}

async function refreshDetails(client: QueryClient, ids: readonly number[]): Promise<void> {
  const read = ids.map(async (id) => client.setQueryData(callQuery(id).queryKey, await bridge().getCall({ id })));
  const failed = (await Promise.allSettled(read)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** Every list and every call on show is of another history now; the call that was shown may have another's number. */
function beginAnew(): void {
  history.replaceState(null, '', window.location.hash.replace(/^#\/(calls|requests)\/\d+$/, '#/$1'));
  window.location.reload();
}
