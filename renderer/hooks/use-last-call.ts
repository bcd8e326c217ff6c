import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { everyCall } from '../../shared/call-query.ts';
import type { CallDetail } from '../../shared/calls.ts';
import { bridge } from '../bridge.ts';
import { useCallChanges } from '../live/use-call-changes.ts';

export const lastCallQuery = queryOptions({
  queryKey: ['lastCall'],
  queryFn: async () => {
    const { items } = await bridge().listCalls({ query: everyCall, before: null, limit: 1 });
    return items[0] === undefined ? null : bridge().getCall({ id: items[0].id });
  },
  gcTime: 0,
});
/** How often it is read again at most, in a burst of calls. */
const refreshMs = 1000;

/** The newest call, to try settings on; null where there is none, undefined until that is known. */
export function useLastCall(): CallDetail | null | undefined {
  const client = useQueryClient();
  // A call that DialPop sent itself may be the newest, too.
  useCallChanges(() => void client.invalidateQueries({ queryKey: lastCallQuery.queryKey }), refreshMs);
  const { data } = useQuery({ ...lastCallQuery, placeholderData: keepPreviousData });
  return data;
}
