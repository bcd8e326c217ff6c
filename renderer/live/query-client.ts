import { QueryClient } from '@tanstack/react-query';

/**
 * A cache whose entries never go stale by age: the main process says what has changed.
 * It is a call to the same machine, so there is nothing to retry and no network to be off.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
