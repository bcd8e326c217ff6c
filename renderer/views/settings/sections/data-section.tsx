import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { everyCall } from '../../../../shared/call-query.ts';
import { formatSize } from '../../../../shared/format-size.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import type { Result } from '../../../../shared/ipc/common.ts';
import { isUnfinished, type Storage } from '../../../../shared/jobs.ts';
import type { RequestStorage } from '../../../../shared/request-limits.ts';
import { bridge } from '../../../bridge.ts';
import { JobProgress } from '../../../components/job-progress.tsx';
import { useExport } from '../../../components/use-export.tsx';
import { failureIn } from '../../../format/failure.ts';
import { formatShortDate } from '../../../format/time.ts';
import { useJob } from '../../../hooks/use-job.ts';
import { requestStorageQuery, storageQuery } from '../../../live/queries.ts';
import { LimitSetting } from '../limit-setting.tsx';
import { RequestLimitSetting } from '../request-limit-setting.tsx';
import { Setting } from '../setting.tsx';
import { SettingsGroup } from '../settings-group.tsx';
import type { SectionProps } from './section-props.ts';

/** What the history takes, how much of it is kept, and ways to take it along. */
export function DataSection({ settings }: SectionProps) {
  const { retention, requestLimits } = settings;
  const exporting = useExport(everyCall);
  return (
    <SettingsGroup title={t('settings.group.data')}>
      <StorageRow />
      <LimitSetting name="age" retention={retention} />
      <LimitSetting name="calls" retention={retention} />
      <LimitSetting name="size" retention={retention} />
      <RequestStorageRow />
      <RequestLimitSetting name="age" requestLimits={requestLimits} />
      <RequestLimitSetting name="count" requestLimits={requestLimits} />
      <RequestLimitSetting name="size" requestLimits={requestLimits} />
      <JobRow
        label={t('action.exportCalls')}
        description={t('export.description')}
        button={t('export.button')}
        send={async () => {
          exporting.open();
          return { ok: true };
        }}
      />
      <JobRow
        label={t('action.backUp')}
        description={t('backup.description')}
        button={t('backup.button')}
        send={() => bridge().backUp()}
      />
      <JobRow
        label={t('action.restoreBackup')}
        description={t('restore.description')}
        button={t('restore.button')}
        send={() => bridge().restoreBackup()}
      />
      <JobProgress />
    </SettingsGroup>
  );
}

function StorageRow() {
  const { data: storage } = useQuery(storageQuery);
  return (
    <ActionRow
      label={t('storage.label')}
      description={storage === undefined ? '' : describeStorage(storage)}
      button={t('storage.openFolder')}
      isDisabled={false}
      send={() => bridge().showFolder()}
    />
  );
}

/** "1,204 calls, 3 pinned, since 23 Aug 2026 · 12.3 MB on disk" */
function describeStorage({ calls, pinnedCalls, oldestAt, bytes }: Storage): string {
  const parts = [
    t('storage.calls', { calls }),
    ...(pinnedCalls > 0 ? [t('storage.pinned', { calls: pinnedCalls })] : []),
    ...(oldestAt === null ? [] : [t('storage.since', { date: formatShortDate(oldestAt) })]),
  ];
  return `${parts.join(', ')} · ${t('storage.size', { size: formatSize(bytes) })}`;
}

/** "8,120 requests in detail, 3 pinned · 12.3 MB · 1,204 older ones were let go" */
function RequestStorageRow() {
  const { data: storage } = useQuery(requestStorageQuery);
  return (
    <Setting
      label={t('requestStorage.label')}
      description={storage === undefined ? '' : describeRequestStorage(storage)}
    >
      {null}
    </Setting>
  );
}

function describeRequestStorage({ requests, pinned, bytes, cuts }: RequestStorage): string {
  const kept = t('requestStorage.kept', { requests });
  const letGo = [cuts.requests, cuts.traces, cuts.strays].reduce((sum, cut) => sum + (cut?.total ?? 0), 0);
  const parts = [
    pinned > 0 ? `${kept}, ${t('requestStorage.pinned', { requests: pinned })}` : kept,
    formatSize(bytes),
    ...(letGo > 0 ? [t('requestStorage.letGo', { requests: letGo })] : []),
  ];
  return parts.join(' · ');
}

interface RowProps {
  label: string;
  description: ReactNode;
  button: string;
  send: () => Promise<Result>;
}

/** A job that can be begun while there is no other. */
function JobRow(props: RowProps) {
  const job = useJob();
  return <ActionRow {...props} isDisabled={isUnfinished(job)} />;
}

function ActionRow({ label, description, button, send, isDisabled }: RowProps & { isDisabled: boolean }) {
  const [failure, setFailure] = useState<string | null>(null);
  const run = async () => setFailure(await failureIn(send));
  return (
    <Setting label={label} description={description} error={failure}>
      <button type="button" className="button" disabled={isDisabled} onClick={() => void run()}>
        {button}
      </button>
    </Setting>
  );
}
