import type { Page } from '../../shared/calls.ts';
import type { ListItem } from '../components/list-rows.ts';

/** Rows read at once: some two screens. */
export const pageSize = 100;
/** Changed items read at once. */
export const mostPicked = 500;

/** Where a list's items come from. */
export interface ListSource<Item> {
  /** One page, newest first: items with an id below `before`. */
  read(argument: { before: number | null; limit: number }): Promise<Page<Item>>;
  /** Those of some items that belong to the list, as they are now. */
  pick(ids: number[]): Promise<Item[]>;
}

/** A search may come back with an empty page and more behind it. */
export async function readFilledPage<Item>(source: ListSource<Item>, before: number | null): Promise<Page<Item>> {
  let page = await source.read({ before, limit: pageSize });
  while (page.items.length === 0 && page.next !== null) {
    page = await source.read({ before: page.next, limit: pageSize });
  }
  return page;
}

/** Everything above an id, newest first. Null when it is too much to catch up. */
export async function readDownTo<Item extends ListItem>(
  source: ListSource<Item>,
  before: number | null,
  floorId: number,
  mostPages: number,
): Promise<Item[] | null> {
  const items: Item[] = [];
  let next = before;
  for (let count = 0; count < mostPages; count += 1) {
    const page: Page<Item> = await source.read({ before: next, limit: pageSize });
    items.push(...page.items.filter(({ id }) => id > floorId));
    next = page.next;
    if (next === null || next <= floorId + 1) return items;
  }
  return null;
}

export async function pickInParts<Item>(source: ListSource<Item>, ids: readonly number[]): Promise<Item[]> {
  const picked: Item[] = [];
  for (let start = 0; start < ids.length; start += mostPicked) {
    picked.push(...(await source.pick(ids.slice(start, start + mostPicked))));
  }
  return picked;
}
