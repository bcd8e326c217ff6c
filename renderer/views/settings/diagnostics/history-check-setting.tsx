import { useEffect, useRef, useState } from 'react';
import { describeCheck } from '../../../../shared/diagnostics/describe-kept.ts';
import type { HistoryCheck } from '../../../../shared/diagnostics/diagnostics.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { bridge } from '../../../bridge.ts';
import { useAttempt } from '../../../hooks/use-attempt.ts';
import { Setting } from '../setting.tsx';

/**
 * The look at the whole history: begins it, tells how far it is and how it ended.
 *
 * @param told what the last look at the app said; undefined before the first
 */
export function HistoryCheckSetting({ told }: { told: HistoryCheck | undefined }) {
  const check = useHistoryCheck(told);
  const attempt = useAttempt();
  const isRunning = check.state === 'running';
  const isDamaged = check.state === 'done' && check.damage !== null;
  // One button for both, so that the focus stays where it is.
  const press = () => attempt(() => (isRunning ? bridge().cancelHistoryCheck() : bridge().checkHistory()));
  const description = (
    <span role="status">
      {describeCheck(check)}
      {isDamaged ? ` ${t('diagnostics.check.mend')}` : null}
    </span>
  );
  return (
    <Setting label={t('diagnostics.check.label')} id="history-check" description={description}>
      <div className="history-check">
        <button type="button" className="button" aria-describedby="history-check-description" onClick={press}>
          {isRunning ? t('dialog.cancel') : t('diagnostics.check.button')}
        </button>
        {isRunning ? (
          <progress
            className="job-bar"
            aria-label={t('diagnostics.check.progress')}
            max={1}
            value={check.total === null ? undefined : check.done / check.total}
          />
        ) : null}
      </div>
    </Setting>
  );
}

/** The broadcast is newer than what was told before it, and older than what is told after it. */
function useHistoryCheck(told: HistoryCheck | undefined): HistoryCheck {
  const [check, setCheck] = useState<HistoryCheck>(told ?? { state: 'never' });
  const lastTold = useRef(told);
  useEffect(() => bridge().onHistoryCheckChanged(setCheck), []);
  useEffect(() => {
    if (told === undefined || told === lastTold.current) return;
    lastTold.current = told;
    setCheck(told);
  }, [told]);
  return check;
}
