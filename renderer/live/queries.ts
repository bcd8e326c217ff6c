import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { everyCall } from '../../shared/call-query.ts';
import { bridge } from '../bridge.ts';

/** Rows fetched at once: some three screens. */
export const pageSize = 100;

export const statusQuery = queryOptions({ queryKey: ['status'], queryFn: () => bridge().getStatus() });

export const settingsQuery = queryOptions({ queryKey: ['settings'], queryFn: () => bridge().getSettings() });

export const callsQuery = infiniteQueryOptions({
  queryKey: ['calls'],
  queryFn: ({ pageParam }) => bridge().listCalls({ query: everyCall, before: pageParam, limit: pageSize }),
  initialPageParam: null as number | null,
  getNextPageParam: (page) => page.next,
  gcTime: Number.POSITIVE_INFINITY,
});

export const callQuery = (id: number) =>
  queryOptions({ queryKey: ['call', id], queryFn: () => bridge().getCall({ id }) });

export const requestsQuery = infiniteQueryOptions({
  queryKey: ['requests'],
  queryFn: ({ pageParam }) => bridge().listRequests({ before: pageParam, limit: pageSize }),
  initialPageParam: null as number | null,
  getNextPageParam: (page) => page.next,
});

export const jobQuery = queryOptions({ queryKey: ['job'], queryFn: () => bridge().getJob() });

/** Read anew each time it comes into sight, and after a job. */
export const storageQuery = queryOptions({
  queryKey: ['storage'],
  queryFn: () => bridge().getStorage(),
  staleTime: 0,
});
