import { t } from '../../shared/i18n/translate.ts';
import type { View } from '../../shared/ipc-contract.ts';
import type { AppStatus } from '../../shared/status.ts';
import { tunnelCommands, tunnelServiceOf } from '../../shared/tunnel.ts';
import { useAddressChange } from '../hooks/use-address-change.ts';
import { Banner } from './banner.tsx';
import { CopyButton } from './copy-button.tsx';
import '../styles/tunnel.css';

/** What must be told the tunnel and TeleCMI since an address changed here: to the letter, and ready to copy. */
export function AddressChangeBanner({ status, view }: { status: AppStatus | undefined; view: View }) {
  // The first run's last step gives TeleCMI the address as it is then.
  const { change, dismiss } = useAddressChange(status, view === 'welcome');
  if (change === null || status === undefined) return null;
  return (
    <Banner tone="info" onDismiss={dismiss}>
      <span className="address-changes">
        {change.isPortNew ? <PortChange port={status.listener.port} webhookUrl={status.webhookUrl} /> : null}
        {change.isUrlNew ? (
          <span className="address-change">
            <span>{t('addressChange.url')}</span>
            <code className="url">{status.webhookUrl}</code>
            <CopyButton text={status.webhookUrl} what={t('webhookUrl')} caption={t('copy.webhookUrl')} />
          </span>
        ) : null}
      </span>
    </Banner>
  );
}

/** The command where the address tells which tunnel it is, else the port alone. */
function PortChange({ port, webhookUrl }: { port: number; webhookUrl: string }) {
  const service = tunnelServiceOf(webhookUrl);
  const command = service === null ? null : tunnelCommands[service](port);
  return (
    <span className="address-change">
      <span>{t('addressChange.port', { port: String(port) })}</span>
      <code className="url">{command ?? `127.0.0.1:${port}`}</code>
      {command === null ? (
        <CopyButton text={String(port)} what={t('portNumber')} caption={t('copy.port')} />
      ) : (
        <CopyButton text={command} what={t('addressChange.command')} caption={t('tunnelCommand.copy')} />
      )}
    </span>
  );
}
