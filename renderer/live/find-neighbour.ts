import type { Page } from '../../shared/calls.ts';
import type { ListItem } from '../components/list-rows.ts';
import { type ListSource, pageSize } from './list-source.ts';

/** The newest item older than one; null where there is none. */
export async function findOlder<Item extends ListItem>(source: ListSource<Item>, id: number): Promise<number | null> {
  let before: number | null = id;
  while (before !== null) {
    const page: Page<Item> = await source.read({ before, limit: 1 });
    if (page.items[0] !== undefined) return page.items[0].id;
    before = page.next;
  }
  return null;
}

/**
 * The oldest item newer than one; null where there is none. Lists are read downwards only, so it is looked for in
 * steps up, each twice as long, and then by halves.
 *
 * @param newest no item is newer
 * @param known an item that is newer; null for none
 */
export async function findNewer<Item extends ListItem>(
  source: ListSource<Item>,
  id: number,
  newest: number,
  known: number | null,
): Promise<number | null> {
  let nearest = known;
  /** Nothing is between the item and this. */
  let empty = id;
  let step = pageSize;
  while (empty < newest && (nearest === null || nearest - empty > 1)) {
    const far = nearest === null ? newest : nearest - 1;
    const reach = Math.min(empty + step, nearest === null ? far : Math.ceil((empty + far) / 2));
    const { lowest, isWhole } = await readAbove(source, reach, id);
    if (lowest === null) {
      empty = reach;
      step *= 2;
    } else {
      nearest = lowest;
      if (isWhole) break;
    }
  }
  return nearest;
}

/** The lowest item read between two ids, the upper one among them, and whether all between them were read. */
async function readAbove<Item extends ListItem>(
  source: ListSource<Item>,
  from: number,
  floor: number,
): Promise<{ lowest: number | null; isWhole: boolean }> {
  let before: number | null = from + 1;
  while (before !== null && before > floor + 1) {
    const page: Page<Item> = await source.read({ before, limit: pageSize });
    const above = page.items.filter(({ id }) => id > floor);
    const lowest = above.at(-1)?.id ?? null;
    const isWhole = above.length < page.items.length || page.next === null || page.next <= floor + 1;
    if (lowest !== null || isWhole) return { lowest, isWhole };
    before = page.next;
  }
  return { lowest: null, isWhole: true };
}
