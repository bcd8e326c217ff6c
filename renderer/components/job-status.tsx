import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import type { Result } from '../../shared/ipc/common.ts';
import { canCancel, isUnfinished, type Job } from '../../shared/jobs.ts';
import { useAction } from '../actions/use-action.ts';
import { bridge } from '../bridge.ts';
import { failureIn } from '../format/failure.ts';
import { describeJob, jobFraction } from '../format/job.ts';
import { focusView } from '../hooks/use-focus-when-lost.ts';
import { useJob } from '../hooks/use-job.ts';
import { useAnnounce } from './announcer.tsx';
import { JobBar } from './job-bar.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import '../styles/jobs.css';
import { useAttempt } from '../hooks/use-attempt.ts';

/** The job in the status line, wherever one is in the window; asks what a restore has to ask. */
export function JobStatus() {
  const job = useJob();
  const refusal = useJobActions(job);
  useJobAnnouncement(job, refusal.message);
  return (
    <>
      {refusal.message === null ? null : (
        <span className="status-item is-problem">
          <span className="status-problem-text">{refusal.message}</span>
          <Dismiss onDismiss={refusal.clear} />
        </span>
      )}
      {job === null ? null : <JobItem job={job} />}
      <RestoreDialog backup={job?.state === 'asking' ? job.backup : null} />
    </>
  );
}

function JobItem({ job }: { job: Job }) {
  const attempt = useAttempt();
  const fraction = jobFraction(job);
  return (
    <span className={`status-item job-status ${job.state === 'failed' ? 'is-problem' : ''}`}>
      <span className="status-problem-text">{job.state === 'failed' ? job.message : describeJob(job)}</span>
      {job.state === 'running' ? <JobBar job={job} /> : null}
      {fraction === null ? null : <span>{t('job.percent', { fraction })}</span>}
      {job.state === 'done' ? (
        <button type="button" className="link-button" onClick={() => attempt(() => bridge().showFile())}>
          {t('job.showFile')}
        </button>
      ) : null}
      <EndOfJob job={job} />
    </span>
  );
}

/** Cancels a job, or dismisses one that has ended. */
function EndOfJob({ job }: { job: Job }) {
  const attempt = useAttempt();
  if (!isUnfinished(job)) return <Dismiss onDismiss={() => attempt(() => bridge().dismissJob())} />;
  if (!canCancel(job)) return null;
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={t('action.cancelJob')}
      title={t('action.cancelJob')}
      onClick={() => attempt(() => bridge().cancelJob())}
    >
      <X aria-hidden />
    </button>
  );
}

function Dismiss({ onDismiss }: { onDismiss: () => void }) {
  const dismiss = () => {
    focusView();
    onDismiss();
  };
  return (
    <button type="button" className="icon-button" aria-label={t('job.dismiss')} onClick={dismiss}>
      <X aria-hidden />
    </button>
  );
}

/** What can be done with jobs by key and from the palette, in every view. Returns why the last one could not begin. */
function useJobActions(job: Job | null): { message: string | null; clear: () => void } {
  const attempt = useAttempt();
  const [message, setMessage] = useState<string | null>(null);
  const begin = async (send: () => Promise<Result>) => setMessage(await failureIn(send));
  const isIdle = !isUnfinished(job);
  useAction('backUp', isIdle ? () => void begin(bridge().backUp) : null);
  useAction('restoreBackup', isIdle ? () => void begin(bridge().restoreBackup) : null);
  useAction('cancelJob', canCancel(job) ? () => attempt(() => bridge().cancelJob()) : null);
  useAction('showFile', job?.state === 'done' ? () => attempt(() => bridge().showFile()) : null);
  return { message, clear: () => setMessage(null) };
}

/** Says when a job begins and how it ends, and not each step between. */
function useJobAnnouncement(job: Job | null, refusal: string | null): void {
  const announce = useAnnounce();
  const state = job === null ? null : `${job.kind} ${job.state}`;
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (job !== null && state !== last.current) announce(describeJob(job));
    last.current = state;
  }, [announce, job, state]);
  useEffect(() => {
    if (refusal !== null) announce(refusal);
  }, [announce, refusal]);
}
