import { useQuery } from '@tanstack/react-query';
import { t } from '../../shared/i18n/translate.ts';
import { quietUntil } from '../../shared/quiet-hours.ts';
import type { AppStatus } from '../../shared/status.ts';
import { useAction } from '../actions/use-action.ts';
import { bridge } from '../bridge.ts';
import { formatUntil } from '../format/time.ts';
import { useAttempt } from '../hooks/use-attempt.ts';
import { focusView } from '../hooks/use-focus-when-lost.ts';
import { useNow } from '../hooks/use-now.ts';
import { settingsQuery } from '../live/queries.ts';

/** The status line's word on popups: on, paused, quiet, failing, or held back by the system, with the way to change it. */
export function StatusPopups({ status }: { status: AppStatus }) {
  const now = useNow();
  const attempt = useAttempt();
  const { pausedUntil, systemPopups } = status;
  const { data: settings } = useQuery(settingsQuery);
  const quietEnd = quietUntil(settings?.popups.quietHours ?? [], now);
  const isPaused = pausedUntil !== null && pausedUntil > now;
  useAction('pausePopups', () => attempt(() => bridge().pausePopups({ length: '1_hour' })));
  useAction('pausePopupsUntilTomorrow', () => attempt(() => bridge().pausePopups({ length: 'until_tomorrow' })));
  useAction('resumePopups', isPaused ? () => attempt(() => bridge().resumePopups()) : null);
  const resume = () => {
    focusView();
    attempt(() => bridge().resumePopups());
  };
  if (isPaused) {
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
  if (quietEnd !== null) {
    return (
      <span className="status-item is-last is-warning">
        {Number.isFinite(quietEnd)
          ? t('statusLine.quietUntil', { until: formatUntil(quietEnd, now) })
          : t('statusLine.quietAlways')}
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
