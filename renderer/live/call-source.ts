import type { CallQuery } from '../../shared/call-query.ts';
import type { CallSummary } from '../../shared/calls.ts';
import { bridge } from '../bridge.ts';
import type { ListSource } from './live-list.ts';

/** The calls that match a query, out of the history. */
export function callSource(query: CallQuery): ListSource<CallSummary> {
  return {
    read: ({ before, limit }) => bridge().listCalls({ query, before, limit }),
    pick: (ids) => bridge().pickCalls({ query, ids }),
  };
}
