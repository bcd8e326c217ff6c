import { t } from '../../shared/i18n/translate.ts';
import type { AppStatus } from '../../shared/status.ts';
import { bridge } from '../bridge.ts';
import { formatUntil } from '../format/time.ts';
import { focusView } from '../hooks/use-focus-when-lost.ts';
import { useNow } from '../hooks/use-now.ts';

/** The status line's word on popups: on, paused, failing, or held back by the system, with the way to change it. */
export function StatusPopups({ status }: { status: AppStatus }) {
  const now = useNow();
  const { pausedUntil, systemPopups } = status;
  const resume = () => {
    focusView();
    bridge().resumePopups();
  };
  if (pausedUntil !== null && pausedUntil > now) {
    return (
      <span className="status-item is-last is-warning">
        <span>{t('statusLine.paused', { until: formatUntil(pausedUntil, now) })}</span>
        <button type="button" className="link-button" onClick={resume}>
          {t('statusLine.resume')}
        </button>
      </span>
    );
  }
  if (systemPopups.state === 'off' || systemPopups.state === 'do_not_disturb') {
    return (
      <span className="status-item is-last is-warning">
        <span>
          {t(`systemPopups.${systemPopups.state}`)} {t(`systemPopups.mend.${systemPopups.mend}`)}
        </span>
      </span>
    );
  }
  const isFailing = status.notices.some(({ id }) => id === 'popups_failing');
  return (
    <span className={`status-item is-last ${isFailing ? 'is-warning' : ''}`}>
      {t(isFailing ? 'statusLine.popupsFailing' : 'statusLine.popupsOn')}
    </span>
  );
}
