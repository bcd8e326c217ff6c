import { observeDialpop, openWindow } from '../app/apps.ts';
import { pageScript } from '../app/page-script.ts';
import type { Bench } from '../bench-context.ts';
import type { Row } from '../row.ts';
import { median } from '../statistics.ts';

const looked = 10_000;

/** Looking through the newest 10,000 requests, all that each says, for what none has: as the window asks, part by part. */
export async function measureRequestSearch({ place, isShort, large }: Bench): Promise<Row[]> {
  const app = await observeDialpop(place, await large());
  const { observed } = app;
  try {
    await openWindow(place, app);
    const rounds = isShort ? 1 : 5;
    // Twice: the first time fills the caches of a thread that has just started.
    await observed.inPage(pageScript(timeSearch, { looked, rounds: 1 }));
    const { whole, parts, plain, requests } = await observed.inPage<Timed>(pageScript(timeSearch, { looked, rounds }));
    return [
      {
        id: 'request-search',
        what: `full text search through ${requests.toLocaleString('en')} requests`,
        unit: 'ms',
        ours: median(whole),
        reference: { what: 'page without a search', value: median(plain) },
        target: { of: 'value', is: 'at most', limit: 1000 },
        bound: 10_000,
        boundRatio: 2000,
        details: { longestPartMs: Math.max(...parts) },
      },
    ];
  } finally {
    await app.stop();
  }
}

interface Timed {
  whole: number[];
  parts: number[];
  plain: number[];
  requests: number;
}

const timeSearch: Parameters<typeof pageScript<{ looked: number; rounds: number }, Timed>>[0] = async (
  dialpop,
  { looked: most, rounds },
) => {
  const read = async (text: string, before: number | null, times: number[]) => {
    const begin = performance.now();
    const page = await dialpop.listRequests({ query: { text, filters: [] }, before, limit: 100 });
    times.push(performance.now() - begin);
    return page;
  };
  const timed: Timed = { whole: [], parts: [], plain: [], requests: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const { items } = await read('', null, timed.plain);
    const newest = items[0]?.id ?? 0;
    const last = Math.max(0, newest - most);
    const begin = performance.now();
    let next: number | null = null;
    do next = (await read('nothing-has-this', next, timed.parts)).next;
    while (next !== null && next > last);
    timed.whole.push(performance.now() - begin);
    timed.requests = newest - last;
  }
  return timed;
};
