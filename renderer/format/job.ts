import { t } from '../../shared/i18n/translate.ts';
import type { Job } from '../../shared/jobs.ts';

/** What a job does or how it ended, in words. */
export function describeJob(job: Job): string {
  switch (job.state) {
    case 'running':
      if (job.step !== undefined) return t(`job.restore.${job.step}`);
      return t(`job.${job.kind}.running`);
    case 'asking':
      return t('job.restore.asking');
    case 'done':
      return t(`job.${job.kind}.done`, { count: job.count });
    case 'cancelled':
      return t(`job.${job.kind}.cancelled`);
    case 'failed':
      return t(`job.${job.kind}.failed`);
  }
}

/** How far a job is, from 0 to 1; null while that is not known. */
export function jobFraction(job: Job): number | null {
  return job.state === 'running' && job.total !== null && job.total > 0 ? Math.min(1, job.done / job.total) : null;
}
