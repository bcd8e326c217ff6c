import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ScenarioRun } from '../../shared/composer/scenario-run.ts';
import { bridge } from '../bridge.ts';

const scenarioQuery = queryOptions({ queryKey: ['scenario'], queryFn: () => bridge().getScenario(), staleTime: 0 });

/** The scenario under way or the last one, live; null for none. */
export function useScenarioRun(): ScenarioRun | null {
  const client = useQueryClient();
  const { data } = useQuery(scenarioQuery);
  useEffect(() => bridge().onScenarioChanged((run) => client.setQueryData(scenarioQuery.queryKey, run)), [client]);
  return data ?? null;
}
