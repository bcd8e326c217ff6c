import type { InfiniteData } from '@tanstack/react-query';
import type { Page } from '../../shared/calls.ts';

export type Pages<Item> = InfiniteData<Page<Item>>;

/**
 * Works freshly read rows into the pages already shown, newest first. Rows are put where
 * their id says, so that nothing is fetched again and nothing already read changes place.
 *
 * @param fresh rows read just now, in any order
 * @param goneIds rows that are no longer there
 */
export function mergeIntoPages<Item extends { id: number }>(
  data: Pages<Item>,
  fresh: readonly Item[],
  goneIds: ReadonlySet<number> = new Set(),
): Pages<Item> {
  const freshById = new Map(fresh.map((item) => [item.id, item]));
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items
      .filter(({ id }) => !goneIds.has(id))
      .map((item) => {
        const replacement = freshById.get(item.id);
        freshById.delete(item.id);
        return replacement ?? item;
      }),
  }));
  // What lies below the last page comes with the next one.
  for (const item of freshById.values()) {
    pages.find(({ next }) => (next ?? 0) <= item.id)?.items.push(item);
  }
  for (const page of pages) page.items.sort((one, other) => other.id - one.id);
  return { ...data, pages };
}
