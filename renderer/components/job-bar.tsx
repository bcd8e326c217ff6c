import type { Job } from '../../shared/jobs.ts';
import { describeJob, jobFraction } from '../format/job.ts';

/** How far a job is, as a bar; without an end to it while that is not known. */
export function JobBar({ job }: { job: Job }) {
  const fraction = jobFraction(job);
  return <progress className="job-bar" aria-label={describeJob(job)} max={1} value={fraction ?? undefined} />;
}
