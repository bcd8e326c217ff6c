import { Check, CircleAlert, FolderOpen, Info, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { canCancel, type Job } from '../../shared/jobs.ts';
import { bridge } from '../bridge.ts';
import { describeJob, jobFraction } from '../format/job.ts';
import { useJob } from '../hooks/use-job.ts';
import { JobBar } from './job-bar.tsx';
import '../styles/jobs.css';
import { useAttempt } from '../hooks/use-attempt.ts';

/** The job under way with its bar, or how the last one ended, with what can be done about it. */
export function JobProgress() {
  const job = useJob();
  const panel = useRef<HTMLDivElement>(null);
  const state = job === null ? null : `${job.kind} ${job.state}`;
  const seen = useRef(state);
  useEffect(() => {
    // What was there already when the page was opened does not pull it along.
    if (state !== seen.current) panel.current?.scrollIntoView({ block: 'nearest' });
    seen.current = state;
  }, [state]);
  if (job === null) return null;
  return (
    <div ref={panel}>
      {job.state === 'running' || job.state === 'asking' ? <RunningJob job={job} /> : <EndedJob job={job} />}
    </div>
  );
}

function RunningJob({ job }: { job: Job }) {
  const attempt = useAttempt();
  return (
    <div className="job-panel">
      <div className="job-words">
        <p className="job-title">{describeJob(job)}</p>
        <p className="job-detail">{progressText(job)}</p>
        <JobBar job={job} />
      </div>
      <button
        type="button"
        className="button"
        disabled={!canCancel(job)}
        onClick={() => attempt(() => bridge().cancelJob())}
      >
        {t('dialog.cancel')}
      </button>
    </div>
  );
}

/** Calls for an export; pages of the file, which say nothing to people, for the others. */
function progressText(job: Job): string {
  if (job.state !== 'running') return '';
  const fraction = jobFraction(job);
  const isExport = job.kind === 'export' || job.kind === 'requestExport';
  if (fraction === null) return isExport ? t(job.kind === 'export' ? 'job.counting' : 'job.countingRequests') : '';
  const percent = t('job.percent', { fraction });
  if (!isExport || job.total === null) return percent;
  return `${percent} · ${t('job.amount', { done: job.done, total: job.total })}`;
}

const endIcons = { done: Check, cancelled: Info, failed: CircleAlert };

function EndedJob({ job }: { job: Extract<Job, { state: 'done' | 'cancelled' | 'failed' }> }) {
  const Icon = endIcons[job.state];
  const attempt = useAttempt();
  return (
    <div className={`job-panel is-${job.state}`}>
      <Icon aria-hidden />
      <div className="job-words">
        <p className="job-title">{describeJob(job)}</p>
        <p className="job-detail">{endDetail(job)}</p>
      </div>
      {job.state === 'done' ? (
        <button type="button" className="button" onClick={() => attempt(() => bridge().showFile())}>
          <FolderOpen aria-hidden />
          {t('job.showFile')}
        </button>
      ) : null}
      <button
        type="button"
        className="icon-button"
        aria-label={t('job.dismiss')}
        onClick={() => attempt(() => bridge().dismissJob())}
      >
        <X aria-hidden />
      </button>
    </div>
  );
}

function endDetail(job: Extract<Job, { state: 'done' | 'cancelled' | 'failed' }>): string {
  if (job.state === 'failed') return job.message;
  if (job.state === 'cancelled') return '';
  return job.setAside === null ? job.file : t('job.restore.setAside', { file: job.setAside });
}
