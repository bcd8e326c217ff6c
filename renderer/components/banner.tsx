import { CircleAlert, Info, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { focusView } from '../hooks/use-focus-when-lost.ts';

interface Props {
  tone: 'info' | 'warning';
  children: ReactNode;
  actions?: ReactNode;
  /** Left out where it stays for as long as what it tells of. */
  onDismiss?: () => void;
}

/** Something the person should know, above what they are doing and never over it. */
export function Banner({ tone, children, actions, onDismiss }: Props) {
  const dismiss = () => {
    focusView();
    onDismiss?.();
  };
  const Icon = tone === 'warning' ? CircleAlert : Info;
  return (
    <div className={`banner banner-${tone}`} role="status">
      <Icon aria-hidden />
      <p className="banner-text">{children}</p>
      {actions}
      {onDismiss === undefined ? null : (
        <button type="button" className="icon-button" aria-label={t('banner.dismiss')} onClick={dismiss}>
          <X aria-hidden />
        </button>
      )}
    </div>
  );
}
