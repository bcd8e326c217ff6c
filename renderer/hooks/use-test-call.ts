import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { TestCall } from '../../shared/tunnel.ts';
import { bridge } from '../bridge.ts';

const testCallQuery = queryOptions({ queryKey: ['test-call'], queryFn: () => bridge().getTestCall(), staleTime: 0 });

/** The test call under way or the last one since the start, live; null for none. */
export function useTestCall(): TestCall | null {
  const client = useQueryClient();
  const { data } = useQuery(testCallQuery);
  useEffect(
    () => bridge().onTestCallChanged((testCall) => client.setQueryData(testCallQuery.queryKey, testCall)),
    [client],
  );
  return data ?? null;
}
