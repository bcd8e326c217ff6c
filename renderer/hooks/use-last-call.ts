import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { everyCall } from '../../shared/call-query.ts';
import type { CallDetail } from '../../shared/calls.ts';
import { bridge } from '../bridge.ts';
import { useStatus } from './use-status.ts';

/** The newest call, to try settings on; null where there is none, undefined until that is known. */
export function useLastCall(): CallDetail | null | undefined {
  // Each webhook may have brought a newer one.
  const lastWebhookAt = useStatus()?.lastWebhookAt;
  const { data } = useQuery({
    queryKey: ['lastCall', lastWebhookAt],
    queryFn: async () => {
      const { items } = await bridge().listCalls({ query: everyCall, before: null, limit: 1 });
      return items[0] === undefined ? null : bridge().getCall({ id: items[0].id });
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return data;
}
