import { t } from '../../shared/i18n/translate.ts';
import type { RequestOrigin } from '../../shared/requests.ts';

/** Says of a call, or of an event, that it is not TeleCMI's. */
export function OwnCallBadge({ origin }: { origin: RequestOrigin }) {
  return origin === 'received' ? null : (
    <span className="badge is-own" title={t('call.sentByDialpopHint')}>
      {t('call.sentByDialpop')}
    </span>
  );
}
