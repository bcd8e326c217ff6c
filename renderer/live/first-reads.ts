import type { QueryClient } from '@tanstack/react-query';
import { everyCall } from '../../shared/call-query.ts';
import type { Lists } from './lists.tsx';
import { settingsQuery, statusQuery } from './queries.ts';

/** A history that is slower than this is waited for with the rest of the window on show. */
const longestWaitMs = 150;

/**
 * Reads what the window shows first, so that it is made once, whole, and not first without and then with its
 * calls. What fails is asked for again, and told, by the view that needs it.
 *
 * @returns settles when all is there, or after a moment too short to be noticed
 */
export async function readFirst(client: QueryClient, { calls }: Lists): Promise<void> {
  const read = Promise.all([
    client.prefetchQuery(statusQuery),
    client.prefetchQuery(settingsQuery),
    calls.find(everyCall),
  ]);
  await Promise.race([read, new Promise((resolve) => setTimeout(resolve, longestWaitMs))]);
}
