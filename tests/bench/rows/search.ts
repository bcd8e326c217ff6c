import { type CallQuery, everyCall } from '../../../shared/call-query.ts';
import { parseQueryText } from '../../../shared/call-query-text.ts';
import { observeDialpop, openWindow } from '../app/apps.ts';
import { pageScript } from '../app/page-script.ts';
import type { Bench } from '../bench-context.ts';
import { searchQueries } from '../history/search-queries.ts';
import type { Row } from '../row.ts';
import { median, quantile } from '../statistics.ts';

/** A first page of 100 as the window asks for it, from asking to having it: the suite's searches beside the plain list. */
export async function measureSearch({ place, calls, isShort, large }: Bench): Promise<Row[]> {
  const app = await observeDialpop(place, await large());
  const { observed } = app;
  try {
    await openWindow(place, app);
    const { example, ticket } = await observed.inPage<Example>(readExample);
    const texts = searchQueries(example, ticket);
    const queries = texts.map((text) => parseQueryText(text).query);
    const rounds = isShort ? 1 : 7;
    // Twice: the first time fills the caches of a thread that has just started.
    await observed.inPage(pageScript(timePages, { queries, plain: everyCall, rounds: 1 }));
    const timed = await observed.inPage<Timed>(pageScript(timePages, { queries, plain: everyCall, rounds }));
    const slowest = texts.map((text, index) => [text, median(timed.searches[index] ?? [])] as const);
    return [
      {
        id: 'search',
        what: `search among ${calls.toLocaleString('en')} calls, p95 of ${texts.length} queries`,
        unit: 'ms',
        ours: quantile(timed.searches.flat(), 0.95),
        reference: { what: 'page without a search, p95', value: quantile(timed.plain, 0.95) },
        target: { of: 'value', is: 'at most', limit: 50 },
        bound: 500,
        boundRatio: 50,
        details: Object.fromEntries(slowest.toSorted(([, one], [, other]) => other - one)),
      },
    ];
  } finally {
    await app.stop();
  }
}

interface Example {
  example: { number: string | null; conversationUuid: string; requestId: string | null } | null;
  ticket: string;
}

interface Timed {
  searches: number[][];
  plain: number[];
}

/** A call from the middle of the history, and a frequent value. */
const readExample = pageScript(
  async (dialpop, argument) => {
    const { items } = await dialpop.listCalls({ query: argument.everyCall, before: null, limit: 1 });
    const example = await dialpop.getCall({ id: Math.max(1, Math.floor((items[0]?.id ?? 2) / 2)) });
    const values = await dialpop.suggestFilterValues({ of: 'custom_value', name: 'ticket', prefix: '' });
    return { example, ticket: values[0]?.value ?? '4711' };
  },
  { everyCall },
);

const timePages: Parameters<typeof pageScript<{ queries: CallQuery[]; plain: CallQuery; rounds: number }, Timed>>[0] =
  async (dialpop, { queries, plain, rounds }) => {
    const time = async (query: CallQuery) => {
      const begin = performance.now();
      await dialpop.listCalls({ query, before: null, limit: 100 });
      return performance.now() - begin;
    };
    const timed: Timed = { searches: queries.map(() => []), plain: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, query] of queries.entries()) {
        timed.searches[index]?.push(await time(query));
        timed.plain.push(await time(plain));
      }
    }
    return timed;
  };
