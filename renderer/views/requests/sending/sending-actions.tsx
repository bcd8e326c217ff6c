import { ChevronDown, GitCompareArrows, PencilLine, RotateCcw, X } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { lazy, Suspense, useEffect, useState } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import type { ReplayPreview, ReplayProgress } from '../../../../shared/sending.ts';
import { type ActionId, actionCatalogue } from '../../../actions/catalogue.ts';
import { keyName } from '../../../actions/key-names.ts';
import { useAction } from '../../../actions/use-action.ts';
import { bridge } from '../../../bridge.ts';
import { Tooltip } from '../../../components/tooltip.tsx';
import { useRequestSelection } from '../request-selection.tsx';
import { ReplayWarning } from './replay-warning.tsx';
import { useReplay } from './use-replay.ts';
import '../../../styles/sending.css';
import { useAttempt } from '../../../hooks/use-attempt.ts';

const DraftDialog = lazy(() => import('./draft-dialog.tsx'));
const CompareDialog = lazy(() => import('./compare-dialog.tsx'));

type SendingDialog = 'draft' | 'compare';

/** Sends the selected requests again, as they came, as new calls or edited, and compares two. */
export function SendingActions({ request }: { request: RequestDetail }) {
  const { ids } = useRequestSelection();
  const selected = ids.length > 1 ? ids : [request.id];
  const replay = useReplay();
  const [open, setOpen] = useState<SendingDialog | null>(null);
  // What was opened once stays, so that it can give the focus back as it closes.
  const [wasOpened, setWasOpened] = useState<ReadonlySet<SendingDialog>>(new Set());
  const show = (dialog: SendingDialog) => {
    setWasOpened((before) => new Set([...before, dialog]));
    setOpen(dialog);
  };
  const close = () => setOpen(null);
  const [warning, setWarning] = useState<{ ids: readonly number[]; preview: ReplayPreview } | null>(null);
  /** Replays them unchanged, after a warning if that leads nowhere. */
  const replayAsTheyCame = async () => {
    // If there is no preview, the replay says what is wrong.
    const preview = await bridge()
      .previewReplay({ ids: [...selected] })
      .catch(() => null);
    if (preview === null || preview.elsewhere === 0) await replay(selected, false);
    else setWarning({ ids: selected, preview });
  };
  useAction('replayRequest', () => void replayAsTheyCame());
  useAction('replayAsNewCall', () => void replay(selected, true));
  useAction('editRequest', selected.length > 1 ? null : () => show('draft'));
  useAction('compareRequests', selected.length > 2 ? null : () => show('compare'));
  return (
    <div className="sending-actions">
      <ReplayProgressBar />
      <ReplayButton
        count={selected.length}
        onReplay={(asNewCalls) => void (asNewCalls ? replay(selected, true) : replayAsTheyCame())}
        onEdit={() => show('draft')}
      />
      <CompareButton isPossible={selected.length <= 2} hasTwo={selected.length === 2} onClick={() => show('compare')} />
      <ReplayWarning
        preview={warning?.preview ?? null}
        onReplay={(asNewCalls) => {
          setWarning(null);
          if (warning !== null) void replay(warning.ids, asNewCalls);
        }}
        onClose={() => setWarning(null)}
      />
      <Suspense fallback={null}>
        {wasOpened.has('draft') ? <DraftDialog isOpen={open === 'draft'} request={request} onClose={close} /> : null}
        {wasOpened.has('compare') ? (
          <CompareDialog
            isOpen={open === 'compare'}
            request={request}
            otherId={selected.find((id) => id !== request.id) ?? null}
            onClose={close}
          />
        ) : null}
      </Suspense>
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
