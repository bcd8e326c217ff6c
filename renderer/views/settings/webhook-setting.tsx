import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { bridge } from '../../bridge.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { useConfirm } from '../../components/dialog-host.tsx';
import { useSave } from '../../hooks/use-save.ts';
import { Setting } from './setting.tsx';

interface Props {
  webhookUrl: string;
  isPublic: boolean;
  token: string;
}

/** The webhook URL to paste into TeleCMI, and the token that makes it secret. */
export function WebhookSetting({ webhookUrl, isPublic, token }: Props) {
  const [isRevealed, setRevealed] = useState(false);
  const confirm = useConfirm();
  const { isSaved, failure, save } = useSave();
  const mask = (text: string) => (isRevealed ? text : text.replace(token, '•'.repeat(12)));
  const Icon = isRevealed ? EyeOff : Eye;
  const replace = () =>
    confirm({
      title: t('settings.token.replaceTitle'),
      text: t('settings.token.replaceText'),
      confirm: t('settings.token.replaceConfirm'),
      onConfirm: () => void save(() => bridge().replaceToken()),
    });
  return (
    <>
      <Setting
        label={t('settings.webhookUrl.label')}
        description={t(isPublic ? 'settings.webhookUrl.public' : 'settings.webhookUrl.local')}
      >
        <code className="url">{mask(webhookUrl)}</code>
        <CopyButton text={webhookUrl} what={t('webhookUrl')} caption={t('copy.webhookUrl')} />
      </Setting>
      <Setting
        label={t('settings.token.label')}
        description={t('settings.token.description')}
        isSaved={isSaved}
        error={failure}
      >
        <div className="button-row">
          <code className="url token">{mask(token)}</code>
          <button
            type="button"
            className="icon-button"
            aria-label={t(isRevealed ? 'settings.token.hide' : 'settings.token.reveal')}
            title={t(isRevealed ? 'settings.token.hide' : 'settings.token.reveal')}
            onClick={() => setRevealed(!isRevealed)}
          >
            <Icon aria-hidden />
          </button>
          <CopyButton text={token} what={t('settings.token.name')} />
          <button type="button" className="button" onClick={replace}>
            {t('settings.token.replace')}
          </button>
        </div>
      </Setting>
    </>
  );
}
