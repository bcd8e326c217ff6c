import { BellOff, Check, CircleAlert } from 'lucide-react';
import type { PopupOutcome } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { describePopup } from '../../format/popup-outcome.ts';

/** What became of the call's popup. */
export function CallPopup({ popup, agent }: { popup: PopupOutcome | null; agent: string | null }) {
  const status = popup?.status ?? 'skipped';
  const Icon = { shown: Check, skipped: BellOff, failed: CircleAlert }[status];
  return (
    <section aria-labelledby="popup-heading">
      <h3 id="popup-heading">{t('popup.heading')}</h3>
      <p className={`card popup-outcome is-${status}`}>
        <Icon aria-hidden />
        <span>{describePopup(popup, agent)}</span>
      </p>
    </section>
  );
}
