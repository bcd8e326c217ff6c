import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { countStates, describeDiagnostics } from '../../../../shared/diagnostics/describe-diagnostics.ts';
import type { Diagnostics } from '../../../../shared/diagnostics/diagnostics.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { runAction } from '../../../actions/use-action.ts';
import { describeFailure } from '../../../format/failure.ts';
import { useIsInSight } from '../../../hooks/use-is-in-sight.ts';
import { useIsVisible } from '../../../hooks/use-is-visible.ts';
import { diagnosticsQuery } from '../../../live/queries.ts';
import { DiagnosticsGroup } from '../diagnostics/diagnostics-group.tsx';
import { HistoryCheckSetting } from '../diagnostics/history-check-setting.tsx';
import { Setting } from '../setting.tsx';
import { SettingsGroup } from '../settings-group.tsx';
import '../../../styles/diagnostics.css';

const lookAgainMs = 3000;

/** What the app knows about itself, looked at again and again while it is in sight. */
export function DiagnosticsSection() {
  const box = useRef<HTMLDivElement>(null);
  const isInSight = useIsInSight(box);
  const isVisible = useIsVisible();
  const isLookedAt = isInSight && isVisible;
  const { data, error } = useQuery({
    ...diagnosticsQuery,
    enabled: isLookedAt,
    refetchInterval: isLookedAt ? lookAgainMs : false,
  });
  return (
    <div ref={box}>
      <SettingsGroup title={t('settings.group.diagnostics')}>
        <Setting label={overviewOf(data)} description={t('diagnostics.report.description')}>
          <div className="button-row">
            <button type="button" className="button" onClick={() => runAction('copyReport')}>
              {t('diagnostics.report.button')}
            </button>
            <button type="button" className="button" onClick={() => runAction('showLogs')}>
              {t('diagnostics.logs.button')}
            </button>
          </div>
        </Setting>
        <HistoryCheckSetting told={data?.history.ok === true ? data.history.facts.check : undefined} />
        {error === null ? null : (
          <p className="diagnostics-failure field-error" role="alert">
            {describeFailure(error)}
          </p>
        )}
        {data === undefined ? null : (
          <ul className="diagnostics-groups" aria-label={t('diagnostics.groups')}>
            {describeDiagnostics(data).map((group) => (
              <DiagnosticsGroup key={group.id} group={group} />
            ))}
          </ul>
        )}
      </SettingsGroup>
    </div>
  );
}

/** "1 problem · 2 parts to look at" */
function overviewOf(diagnostics: Diagnostics | undefined): string {
  if (diagnostics === undefined) return t('diagnostics.looking');
  const { problem, attention } = countStates(describeDiagnostics(diagnostics));
  const parts = [
    ...(problem > 0 ? [t('diagnostics.overview.problem', { count: problem })] : []),
    ...(attention > 0 ? [t('diagnostics.overview.attention', { count: attention })] : []),
  ];
  return parts.length === 0 ? t('diagnostics.overview.fine') : parts.join(' · ');
}
