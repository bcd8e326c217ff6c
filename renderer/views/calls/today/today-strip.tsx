import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { TodayStatistics } from '../../../../shared/calls.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { formatDelay, startOfDay } from '../../../format/time.ts';
import { useMediaQuery } from '../../../hooks/use-media-query.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { todayQuery } from '../../../live/queries.ts';
import { useCallChanges } from '../../../live/use-call-changes.ts';
import { TodayTable } from './today-table.tsx';

const HoursChart = lazy(() => import('./hours-chart.tsx'));

/** In a burst of calls the day is counted this often. */
const refreshMs = 1500;
/** The list is painted before anything is counted. */
const afterPaintMs = 200;

/** Too low for a chart above the list; styles/today.css has the same number. */
const lowQuery = '(max-height: 560px)';

/** The day at a glance: how many calls, how fast TeleCMI reached this machine, and when. */
export function TodayStrip() {
  const isReady = useAfterPaint();
  const { data } = useQuery({ ...todayQuery, enabled: isReady });
  useRefresh();
  const isLow = useMediaQuery(lowQuery);
  return (
    <section className={`today ${isLow ? 'is-low' : ''}`} aria-label={t('today.name')}>
      {data === undefined ? null : (
        <>
          <p className="today-calls">{t('today.calls', { count: data.calls })}</p>
          <p className="today-delay">{describeDelay(data)}</p>
          {isLow ? null : (
            <Suspense fallback={<div className="hours-chart" />}>
              <HoursChart hours={data.hours} />
            </Suspense>
          )}
          <TodayTable hours={data.hours} />
        </>
      )}
    </section>
  );
}

function describeDelay({ delayMs, calls }: TodayStatistics): string {
  if (delayMs === null) return t(calls === 0 ? 'today.noCalls' : 'today.noDelay');
  const values = { median: formatDelay(delayMs.median), worst: formatDelay(delayMs.worst) };
  return t('today.delay', values);
}

function useAfterPaint(): boolean {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), afterPaintMs);
    return () => clearTimeout(timer);
  }, []);
  return isReady;
}

/** Counted again when calls come or go, and when another day begins. */
function useRefresh(): void {
  const client = useQueryClient();
  const today = startOfDay(useNow());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day is the reason
  useEffect(() => {
    void client.invalidateQueries({ queryKey: todayQuery.queryKey });
  }, [client, today]);
  useCallChanges(() => void client.invalidateQueries({ queryKey: todayQuery.queryKey }), refreshMs);
}
