import { describeHistoryFailure } from '../../shared/history-words.ts';
import { t } from '../../shared/i18n/translate.ts';
import type { View } from '../../shared/ipc-contract.ts';
import type { Notice } from '../../shared/status.ts';
import { bridge } from '../bridge.ts';
import { useAttempt } from '../hooks/use-attempt.ts';
import { useStatus } from '../hooks/use-status.ts';
import { AddressChangeBanner } from './address-change-banner.tsx';
import { AnswerControl } from './answer-control.tsx';
import { Banner } from './banner.tsx';

interface Props {
  view: View;
  onOpenDiagnostics: () => void;
}

/** Answers that were chosen, the settings file's and the history's troubles, and what TeleCMI or the tunnel must be told. */
export function Banners({ view, onOpenDiagnostics }: Props) {
  const status = useStatus();
  return (
    <div className="banners">
      <AnswerControl status={status} />
      <AddressChangeBanner status={status} view={view} />
      {status?.notices.map((notice) => (
        <NoticeBanner key={notice.id} notice={notice} onOpenDiagnostics={onOpenDiagnostics} />
      ))}
    </div>
  );
}

function textOf({ id, detail, salvage }: Notice): string {
  if (id === 'history_failing') return t('notice.history_failing', { detail: describeHistoryFailure(detail) });
  if (id !== 'history_set_aside' && id !== 'history_newer') return t(`notice.${id}`, { detail });
  const state = salvage?.isDone === true ? 'done' : 'running';
  return t(`notice.${id}`, { detail, state, calls: salvage?.calls ?? 0 });
}

function NoticeBanner({ notice, onOpenDiagnostics }: { notice: Notice; onOpenDiagnostics: () => void }) {
  const attempt = useAttempt();
  const actions = (
    <button type="button" className="link-button" onClick={onOpenDiagnostics}>
      {t('notice.diagnostics')}
    </button>
  );
  return (
    <Banner tone="warning" actions={actions} onDismiss={() => attempt(() => bridge().dismissNotice({ id: notice.id }))}>
      {textOf(notice)}
    </Banner>
  );
}
