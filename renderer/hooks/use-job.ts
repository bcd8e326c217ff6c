import { useQuery } from '@tanstack/react-query';
import type { Job } from '../../shared/jobs.ts';
import { jobQuery } from '../live/queries.ts';

/** The export, backup or restore under way, or how the last one ended; null for none. */
export function useJob(): Job | null {
  return useQuery(jobQuery).data ?? null;
}
