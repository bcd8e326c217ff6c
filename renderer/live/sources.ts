import type { CallQuery } from '../../shared/call-query.ts';
import type { CallSummary } from '../../shared/calls.ts';
import type { RequestQuery } from '../../shared/request-query.ts';
import type { RequestSummary } from '../../shared/requests.ts';
import { bridge } from '../bridge.ts';
import type { ListSource } from './list-source.ts';

/** The calls that match a query, out of the history. */
export function callSource(query: CallQuery): ListSource<CallSummary> {
  return {
    read: ({ before, limit }) => bridge().listCalls({ query, before, limit }),
    pick: (ids) => bridge().pickCalls({ query, ids }),
  };
}

/** The requests that match a query. */
export function requestSource(query: RequestQuery): ListSource<RequestSummary> {
  return {
    read: ({ before, limit }) => bridge().listRequests({ query, before, limit }),
    pick: (ids) => bridge().pickRequests({ query, ids }),
  };
}
