import { queryOptions } from '@tanstack/react-query';
import type { RequestArgument } from '../../shared/ipc-contract.ts';
import { bridge } from '../bridge.ts';
import { followHomeCountry } from '../home-country.ts';

export const statusQuery = queryOptions({ queryKey: ['status'], queryFn: () => bridge().getStatus() });

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: async () => {
    const settings = await bridge().getSettings();
    // A reloaded page may still have the address it began with.
    followHomeCountry(settings);
    return settings;
  },
});

export const callQuery = (id: number) =>
  queryOptions({ queryKey: ['call', id], queryFn: () => bridge().getCall({ id }) });

/** A request with all that is known of it; read anew when it changes. */
export const requestQuery = {
  all: ['request'] as const,
  of: (id: number) => queryOptions({ queryKey: ['request', id], queryFn: () => bridge().getRequest({ id }) }),
};

/** Kept true by a broadcast. */
export const turnedAwayQuery = queryOptions({
  queryKey: ['turned-away'],
  queryFn: () => bridge().getTurnedAway(),
});

/** Where each target stands, and what became of a request at them; read anew with each change. */
export const forwardingQuery = {
  key: ['forwarding'] as const,
  all: queryOptions({ queryKey: ['forwarding', 'targets'], queryFn: () => bridge().getForwarding() }),
  of: (requestId: number) =>
    queryOptions({
      queryKey: ['forwarding', 'request', requestId],
      queryFn: () => bridge().listForwards({ requestId }),
    }),
};

export const todayQuery = queryOptions({ queryKey: ['today'], queryFn: () => bridge().getTodayStatistics() });

/** Calls to the same number told beside a call. */
const earlierCallsShown = 6;

export const earlierCallsQuery = {
  all: ['earlier'] as const,
  of: (id: number) =>
    queryOptions({
      queryKey: ['earlier', id],
      queryFn: () => bridge().listEarlierCalls({ id, limit: earlierCallsShown }),
    }),
};

export type SuggestionRequest = RequestArgument<'suggestFilterValues'>;

/** Old enough to be asked again: the values are those of the newest calls. */
const suggestionsStaleMs = 10_000;

export const suggestionsQuery = (ask: SuggestionRequest | null) =>
  queryOptions({
    queryKey: ['suggestions', ask],
    queryFn: () => (ask === null ? [] : bridge().suggestFilterValues(ask)),
    staleTime: suggestionsStaleMs,
    gcTime: suggestionsStaleMs,
  });

/** Asked again and again while it is looked at: much of it changes without a word. */
export const diagnosticsQuery = queryOptions({
  queryKey: ['diagnostics'],
  queryFn: () => bridge().getDiagnostics(),
  staleTime: 0,
});

/** Made anew each time it is looked at. */
export const reportQuery = (choices: RequestArgument<'makeReport'>) =>
  queryOptions({
    queryKey: ['report', choices],
    queryFn: () => bridge().makeReport(choices),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const jobQuery = queryOptions({ queryKey: ['job'], queryFn: () => bridge().getJob() });

/** What the inspector keeps; read anew each time it comes into sight, and as requests come and go. */
export const requestStorageQuery = queryOptions({
  queryKey: ['request-storage'],
  queryFn: () => bridge().getRequestStorage(),
  staleTime: 0,
});

/** Read anew each time it comes into sight, as calls come and go, and after a job. */
export const storageQuery = queryOptions({
  queryKey: ['storage'],
  queryFn: () => bridge().getStorage(),
  staleTime: 0,
});
