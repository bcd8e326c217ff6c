import { t } from '../../../shared/i18n/translate.ts';
import type { RequestOrigin } from '../../../shared/requests.ts';

/** Says of a request that TeleCMI did not send it. */
export function OriginBadge({ origin }: { origin: RequestOrigin }) {
  return origin === 'received' ? null : (
    <span className="badge is-own" title={t(`request.originHint.${origin}`)}>
      {t(`request.origin.${origin}`)}
    </span>
  );
}
