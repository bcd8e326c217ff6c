import { t } from '../../shared/i18n/translate.ts';
import type { View } from '../../shared/ipc-contract.ts';
import type { AppStatus, Notice } from '../../shared/status.ts';
import { bridge } from '../bridge.ts';
import { AddressChangeBanner } from './address-change-banner.tsx';
import { Banner } from './banner.tsx';

/** The settings file's and the history's troubles, and what TeleCMI or the tunnel must be told. */
export function Banners({ status, view }: { status: AppStatus | undefined; view: View }) {
  return (
    <div className="banners">
      <AddressChangeBanner status={status} view={view} />
      {status?.notices.map((notice) => (
        <NoticeBanner key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function textOf({ id, detail, salvage }: Notice): string {
  if (id !== 'history_set_aside' && id !== 'history_newer') return t(`notice.${id}`, { detail });
  const state = salvage?.isDone === true ? 'done' : 'running';
  return t(`notice.${id}`, { detail, state, calls: salvage?.calls ?? 0 });
}

function NoticeBanner({ notice }: { notice: Notice }) {
  return (
    <Banner tone="warning" onDismiss={() => bridge().dismissNotice({ id: notice.id })}>
      {textOf(notice)}
    </Banner>
  );
}
