import { formatDay, startOfDay } from '../format/time.ts';

/** What a list can show: has an identity and belongs to a day. */
export interface ListItem {
  id: number;
  receivedAt: number;
}

export type ListRow<Item extends ListItem> =
  | { kind: 'day'; key: string; label: string }
  | { kind: 'item'; key: string; item: Item /** Its place among the items, from 1. */; position: number };

export const rowHeights = { day: 32, item: 58 } as const;

/** Items, newest first, with a heading above each day's first. */
export function buildRows<Item extends ListItem>(items: readonly Item[], now: number): ListRow<Item>[] {
  const rows: ListRow<Item>[] = [];
  let day: number | null = null;
  for (const [index, item] of items.entries()) {
    const itemDay = startOfDay(item.receivedAt);
    if (itemDay !== day) {
      day = itemDay;
      rows.push({ kind: 'day', key: `day-${item.id}`, label: formatDay(item.receivedAt, now) });
    }
    rows.push({ kind: 'item', key: `item-${item.id}`, item, position: index + 1 });
  }
  return rows;
}

/** Where each row starts; the last entry is the height of them all. */
export function rowOffsets(rows: readonly ListRow<ListItem>[]): number[] {
  const offsets = [0];
  let end = 0;
  for (const { kind } of rows) {
    end += rowHeights[kind];
    offsets.push(end);
  }
  return offsets;
}
