import type { ListSource } from '../../renderer/live/list-source.ts';
import type { Page } from '../../shared/calls.ts';

export interface Item {
  id: number;
  receivedAt: number;
  text: string;
}

const dayMs = 24 * 60 * 60_000;
/** A noon, so that no time zone's midnight is near. */
const noon = new Date(2026, 10, 24, 12).getTime();

/** An item; `perDay` of them make a day, the greatest id is the newest. */
export const item = (id: number, perDay = 10, text = `item ${id}`): Item => ({
  id,
  receivedAt: noon - Math.floor((1_000_000 - id) / perDay) * dayMs,
  text,
});

/** A history in memory, which counts what is read of it. */
export function memorySource(ids: readonly number[], perDay = 10) {
  const items = new Map(ids.map((id) => [id, item(id, perDay)]));
  const counted = { pages: 0, picked: 0, largestPick: 0 };
  const broken = { read: false, pick: false };
  const newestFirst = () => [...items.values()].sort((one, other) => other.id - one.id);
  const source: ListSource<Item> = {
    async read({ before, limit }): Promise<Page<Item>> {
      counted.pages += 1;
      if (broken.read) throw new Error('disk gone');
      const page = newestFirst()
        .filter(({ id }) => before === null || id < before)
        .slice(0, limit);
      return { items: page, next: page.length < limit ? null : (page.at(-1)?.id ?? null) };
    },
    async pick(wanted) {
      counted.picked += wanted.length;
      counted.largestPick = Math.max(counted.largestPick, wanted.length);
      if (broken.pick) throw new Error('disk gone');
      return wanted.flatMap((id) => items.get(id) ?? []);
    },
  };
  return {
    source,
    counted,
    put: (id: number, text?: string) => items.set(id, item(id, perDay, text)),
    take: (id: number) => items.delete(id),
    /** Pages cannot be read any more, or again. */
    breakReads: (isBroken: boolean) => {
      broken.read = isBroken;
    },
    /** The same for what has changed. */
    breakPicks: (isBroken: boolean) => {
      broken.pick = isBroken;
    },
  };
}

/** Numbers from the greatest down. */
export const countDown = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from - index);
