import { everyRequest, type RequestQuery } from '../../../../shared/request-query.ts';

/** What the list of requests shows. */
export function useShownQuery(): RequestQuery {
  return everyRequest;
}
