import type { CallQuery } from '../../shared/call-query.ts';
import type { CallSummary } from '../../shared/calls.ts';
import { bridge } from '../bridge.ts';
import type { ListSource } from './live-list.ts';

/** The calls that match a query, out of the history. */
export function callSource(query: CallQuery): ListSource<CallSummary> {
  return {
    read: ({ before, limit }) => bridge().listCalls({ query, before, limit }),
    pick: (ids) => pickCalls(query, ids),
  };
}

/** Those of some calls that match a query. */
export async function pickCalls(query: CallQuery, ids: readonly number[]): Promise<CallSummary[]> {
  const wanted = new Set(ids);
  const picked: CallSummary[] = [];
  let rest = [...wanted].sort((one, other) => other - one);
  for (let [id] = rest; id !== undefined; [id] = rest) {
    const page = await bridge().listCalls({ query, before: id + 1, limit: rest.length === 1 ? 1 : 100 });
    picked.push(...page.items.filter((call) => wanted.has(call.id)));
    const floor = page.next ?? 0;
    rest = rest.filter((other) => other < floor);
  }
  return picked;
}
