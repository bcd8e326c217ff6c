import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { everyCall } from '../../shared/call-query.ts';
import type { CallSummary, Page } from '../../shared/calls.ts';
import { bridge } from '../bridge.ts';
import { mergeIntoPages, type Pages } from './merge-pages.ts';
import { callQuery, callsQuery, pageSize, requestsQuery } from './queries.ts';

/** Pages read to catch up with what is new; beyond that the list starts over from the top. */
const catchUpPages = 10;

/**
 * A page being fetched writes back the pages it started from, and would undo what is
 * merged meanwhile: so merging waits for it.
 */
async function whenIdle(client: QueryClient, queryKey: QueryKey): Promise<void> {
  while (client.isFetching({ queryKey, exact: true }) > 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Everything newer than what is shown, newest first, and then some. Null when it is too much to catch up. */
async function readHead<Item extends { id: number }>(
  list: (argument: { before: number | null; limit: number }) => Promise<Page<Item>>,
  newestKnownId: number,
): Promise<Item[] | null> {
  const items: Item[] = [];
  let before: number | null = null;
  for (let count = 0; count < catchUpPages; count += 1) {
    const page: Page<Item> = await list({ before, limit: pageSize });
    items.push(...page.items);
    before = page.next;
    if (before === null || (items.at(-1)?.id ?? 0) <= newestKnownId) return items;
  }
  return null;
}

/** Reads calls that have changed into the list and into the details at hand. Returns the calls that are new. */
export async function refreshCalls(client: QueryClient, ids: ReadonlySet<number>): Promise<CallSummary[]> {
  await refreshDetails(client, ids);
  await whenIdle(client, callsQuery.queryKey);
  const shown = client.getQueryData(callsQuery.queryKey);
  if (shown === undefined) return [];

  const knownIds = new Set(shown.pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const newestKnownId = shown.pages[0]?.items[0]?.id ?? 0;
  const head = await readHead((argument) => bridge().listCalls({ query: everyCall, ...argument }), newestKnownId);
  if (head === null) {
    await client.resetQueries({ queryKey: callsQuery.queryKey });
    return [];
  }
  const headFloor = head.at(-1)?.id ?? 0;
  const headIds = new Set(head.map(({ id }) => id));
  // Calls merge when two turn out to be one conversation: the other one is gone.
  const goneIds = new Set([...ids].filter((id) => knownIds.has(id) && id >= headFloor && !headIds.has(id)));
  const fresh = [...head];
  for (const id of ids) {
    if (!knownIds.has(id) || id >= headFloor) continue;
    const call = await bridge().getCall({ id });
    if (call === null) goneIds.add(id);
    else fresh.push(call);
  }
  await whenIdle(client, callsQuery.queryKey);
  client.setQueryData(callsQuery.queryKey, (data) => data && mergeIntoPages(data, fresh, goneIds));
  return head.filter(({ id }) => id > newestKnownId);
}

async function refreshDetails(client: QueryClient, ids: ReadonlySet<number>): Promise<void> {
  for (const id of ids) {
    const { queryKey } = callQuery(id);
    if (client.getQueryState(queryKey) === undefined) continue;
    client.setQueryData(queryKey, await bridge().getCall({ id }));
  }
}

/** Reads requests that came in the meantime into the list, if it is shown. */
export async function refreshRequests(client: QueryClient): Promise<void> {
  await whenIdle(client, requestsQuery.queryKey);
  const shown = client.getQueryData(requestsQuery.queryKey);
  if (shown === undefined) return;
  const head = await readHead((argument) => bridge().listRequests(argument), shown.pages[0]?.items[0]?.id ?? 0);
  if (head === null) {
    await client.resetQueries({ queryKey: requestsQuery.queryKey });
    return;
  }
  await whenIdle(client, requestsQuery.queryKey);
  client.setQueryData(requestsQuery.queryKey, (data) => data && mergeIntoPages(data, head));
}

/** Shows calls as read at once; the main process says so too a moment later. */
export async function showAsRead(client: QueryClient, isRead: (id: number) => boolean): Promise<void> {
  await whenIdle(client, callsQuery.queryKey);
  client.setQueryData(callsQuery.queryKey, (data: Pages<CallSummary> | undefined) => {
    const fresh = data?.pages.flatMap(({ items }) => items.filter(({ id, unread }) => unread && isRead(id))) ?? [];
    return (
      data &&
      mergeIntoPages(
        data,
        fresh.map((call) => ({ ...call, unread: false })),
      )
    );
  });
}
