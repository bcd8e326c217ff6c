import { t } from '../../shared/i18n/translate.ts';
import type { AppStatus, Notice } from '../../shared/status.ts';
import { bridge } from '../bridge.ts';
import { useAddressChange } from '../hooks/use-address-change.ts';
import { Banner } from './banner.tsx';
import { CopyButton } from './copy-button.tsx';

/** The settings file's and the history's troubles, and what TeleCMI or the tunnel must be told. */
export function Banners({ status }: { status: AppStatus | undefined }) {
  const { change, dismiss } = useAddressChange(status);
  return (
    <div className="banners">
      {change === null || status === undefined ? null : (
        <Banner
          tone="info"
          onDismiss={dismiss}
          actions={
            change.isUrlNew ? (
              <CopyButton text={status.webhookUrl} what={t('webhookUrl')} caption={t('copy.webhookUrl')} />
            ) : (
              <CopyButton text={String(status.listener.port)} what={t('portNumber')} caption={t('copy.port')} />
            )
          }
        >
          {change.isPortNew ? `${t('addressChange.port', { port: String(status.listener.port) })} ` : ''}
          {change.isUrlNew ? t('addressChange.url') : ''}
        </Banner>
      )}
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
