import { PhoneOutgoing } from 'lucide-react';
import { t } from '../../../shared/i18n/translate.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { SampleButton } from '../../components/sample-button.tsx';
import { useStatus } from '../../hooks/use-status.ts';

/** Before the first call: how calls get here. */
export function NoCalls() {
  const status = useStatus();
  if (status === undefined) return null;
  return (
    <EmptyState
      icon={PhoneOutgoing}
      title={t('noCalls.title')}
      actions={
        <>
          <CopyButton
            text={status.webhookUrl}
            what={t('webhookUrl')}
            caption={t('copy.webhookUrl')}
            className="button-primary"
          />
          <SampleButton />
        </>
      }
    >
      <ol className="steps">
        <li>
          {t(status.isWebhookUrlPublic ? 'noCalls.tunnelKnown' : 'noCalls.tunnel', {
            port: String(status.listener.port),
          })}
        </li>
        <li>{t(status.isWebhookUrlPublic ? 'noCalls.pastePublic' : 'noCalls.paste')}</li>
        <li>{t('noCalls.call')}</li>
      </ol>
      <code className="url">{status.webhookUrl}</code>
    </EmptyState>
  );
}
