import { ChevronDown, GitCompareArrows, PencilLine, RotateCcw, X } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { lazy, Suspense, useEffect, useState } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import type { ReplayProgress } from '../../../../shared/sending.ts';
import { type ActionId, actionCatalogue } from '../../../actions/catalogue.ts';
import { keyName } from '../../../actions/key-names.ts';
import { useAction } from '../../../actions/use-action.ts';
import { bridge } from '../../../bridge.ts';
import { useShowDialog } from '../../../components/dialog-host.tsx';
import { Tooltip } from '../../../components/tooltip.tsx';
import { useOpenRequest } from '../../../hooks/open-request.ts';
import { useRequestSelection } from '../request-selection.tsx';
import { ReplayWarning } from './replay-warning.tsx';
import { useReplay } from './use-replay.ts';
import '../../../styles/sending.css';
import { useAttempt } from '../../../hooks/use-attempt.ts';

const DraftDialog = lazy(() => import('./draft-dialog.tsx'));
const CompareDialog = lazy(() => import('./compare-dialog.tsx'));

/** Sends the selected requests again, as they came, as new calls or edited, and compares two. */
export function SendingActions({ request }: { request: RequestDetail }) {
  const { ids } = useRequestSelection();
  const selected = ids.length > 1 ? ids : [request.id];
  const replay = useReplay();
  const showDialog = useShowDialog();
  const openRequest = useOpenRequest();
  const edit = () =>
    showDialog('draft', (dialog) => (
      <Suspense fallback={null}>
        <DraftDialog {...dialog} request={request} onShow={openRequest} />
      </Suspense>
    ));
  const compare = () =>
    showDialog('compare', (dialog) => (
      <Suspense fallback={null}>
        <CompareDialog {...dialog} request={request} otherId={selected.find((id) => id !== request.id) ?? null} />
      </Suspense>
    ));
  /** Replays them unchanged, after a warning if that leads nowhere. */
  const replayAsTheyCame = async () => {
    // If there is no preview, the replay says what is wrong.
    const preview = await bridge()
      .previewReplay({ ids: [...selected] })
      .catch(() => null);
    if (preview === null || preview.elsewhere === 0) await replay(selected, false);
    else
      showDialog('replay', (dialog) => (
        <ReplayWarning
          {...dialog}
          preview={preview}
          onReplay={(asNewCalls) => {
            dialog.onClose();
            void replay(selected, asNewCalls);
          }}
        />
      ));
  };
  useAction('replayRequest', () => void replayAsTheyCame());
  useAction('replayAsNewCall', () => void replay(selected, true));
  useAction('editRequest', selected.length > 1 ? null : edit);
  useAction('compareRequests', selected.length > 2 ? null : compare);
  return (
    <div className="sending-actions">
      <ReplayProgressBar />
      <ReplayButton
        count={selected.length}
        onReplay={(asNewCalls) => void (asNewCalls ? replay(selected, true) : replayAsTheyCame())}
        onEdit={edit}
      />
      <CompareButton isPossible={selected.length <= 2} hasTwo={selected.length === 2} onClick={compare} />
    </div>
  );
}

interface ReplayButtonProps {
  count: number;
  onReplay: (asNewCalls: boolean) => void;
  onEdit: () => void;
}

function ReplayButton({ count, onReplay, onEdit }: ReplayButtonProps) {
  const text = count > 1 ? t('replay.several', { count }) : t('replay.replay');
  return (
    <div className="split-button">
      <Tooltip text={t('replay.hint')} keys={keyOf('replayRequest')} side="bottom">
        <button type="button" className="button" onClick={() => onReplay(false)}>
          <RotateCcw aria-hidden />
          {text}
        </button>
      </Tooltip>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <button type="button" className="button split-more" aria-label={t('replay.more')}>
            <ChevronDown aria-hidden />
          </button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className="menu sending-menu" align="end" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.Item className="menu-item" onSelect={() => onReplay(true)}>
            <RotateCcw aria-hidden />
            <span>
              {count > 1 ? t('replay.asNewCalls') : t('replay.asNewCall')}
              <small>{t('replay.asNewCallHint')}</small>
            </span>
            <kbd>{keyOf('replayAsNewCall')}</kbd>
          </DropdownMenu.Item>
          {count > 1 ? null : (
            <DropdownMenu.Item className="menu-item" onSelect={onEdit}>
              <PencilLine aria-hidden />
              <span>
                {t('replay.edit')}
                <small>{t('replay.editHint')}</small>
              </span>
              <kbd>{keyOf('editRequest')}</kbd>
            </DropdownMenu.Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Root>
    </div>
  );
}

interface CompareButtonProps {
  isPossible: boolean;
  hasTwo: boolean;
  onClick: () => void;
}

function CompareButton({ isPossible, hasTwo, onClick }: CompareButtonProps) {
  if (!isPossible) return null;
  const text = t(hasTwo ? 'compare.compare' : 'compare.with');
  return (
    <Tooltip text={text} keys={keyOf('compareRequests')} side="bottom">
      <button type="button" className="icon-button tool" aria-label={text} onClick={onClick}>
        <GitCompareArrows aria-hidden />
      </button>
    </Tooltip>
  );
}

/** How far a replay of several has come, and how to end it. */
function ReplayProgressBar() {
  const attempt = useAttempt();
  const [progress, setProgress] = useState<ReplayProgress | null>(null);
  useEffect(() => bridge().onReplayProgressChanged(setProgress), []);
  if (progress === null) return null;
  const text = t('replay.progress', { done: progress.done, total: progress.total });
  return (
    <div className="replay-progress">
      <progress aria-label={text} value={progress.done} max={progress.total} />
      <span>{text}</span>
      <button
        type="button"
        className="icon-button"
        aria-label={t('replay.cancel')}
        onClick={() => attempt(() => bridge().cancelReplay())}
      >
        <X aria-hidden />
      </button>
    </div>
  );
}

const keyOf = (id: ActionId): string => keyName(actionCatalogue[id].keys[0] ?? '');
