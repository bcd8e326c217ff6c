import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { TestCall } from '../../shared/tunnel.ts';
import { bridge } from '../bridge.ts';
import { useAttempt } from './use-attempt.ts';

const testCallQuery = queryOptions({ queryKey: ['test-call'], queryFn: () => bridge().getTestCall(), staleTime: 0 });

let isWanted = false;

/** Has a test call begin as soon as what shows it is there. */
export function startTestCallWhenShown(): void {
  isWanted = true;
}

/** For what shows test calls: begins the one that was asked for elsewhere. */
export function useStartWhenShown(): void {
  const attempt = useAttempt();
  useEffect(() => {
    if (!isWanted) return;
    isWanted = false;
    attempt(() => bridge().startTestCall());
  }, [attempt]);
}

/** The call whose click is waited for where it can be seen; null for none. */
let watchedCallId: number | null = null;

/** True for the test call's own call while it is walked on show: its click is to be seen there. */
export const isWatchedTestCall = (callId: number): boolean => callId === watchedCallId;

/** The click ends the test, and the word of that can arrive before the click's own. */
const isWatched = ({ isRunning, steps }: TestCall): boolean =>
  isRunning || steps.some(({ name, state }) => name === 'click' && state === 'done');

/** The test call under way or the last one since the start, live; null for none. */
export function useTestCall(): TestCall | null {
  const client = useQueryClient();
  const { data } = useQuery(testCallQuery);
  useEffect(
    () => bridge().onTestCallChanged((testCall) => client.setQueryData(testCallQuery.queryKey, testCall)),
    [client],
  );
  useEffect(() => {
    watchedCallId = data != null && isWatched(data) ? data.callId : null;
    return () => {
      watchedCallId = null;
    };
  }, [data]);
  return data ?? null;
}
