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

function NoticeBanner({ notice }: { notice: Notice }) {
  return (
    <Banner tone="warning" onDismiss={() => bridge().dismissNotice({ id: notice.id })}>
      {t(`notice.${notice.id}`, { detail: notice.detail })}
    </Banner>
  );
}
