import { useQuery } from '@tanstack/react-query';
import type { AppStatus } from '../../shared/status.ts';
import { statusQuery } from '../live/queries.ts';

/** What the main process last said about itself; undefined until it has answered once. */
export function useStatus(): AppStatus | undefined {
  return useQuery(statusQuery).data;
}
