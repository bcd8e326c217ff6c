import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { type KeyboardEvent, lazy, type RefObject, Suspense, useEffect, useState } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { isKey } from '../../actions/keys.ts';
import { bridge } from '../../bridge.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useAttempt } from '../../hooks/use-attempt.ts';
import { useIsVisible } from '../../hooks/use-is-visible.ts';
import { useLatestCallback } from '../../hooks/use-latest-callback.ts';
import { useLists } from '../../live/lists.tsx';
import { callQuery } from '../../live/queries.ts';
import { useCallCommands } from './use-call-commands.ts';

// The list is what is painted first; the detail comes a moment later and is there for good.
const CallDetailView = lazy(() => import('./call-detail.tsx'));

/** Shorter looks, as when an arrow key is held, do not make a call read. */
const readAfterMs = 250;

interface Props {
  callId: number | null;
  pane: RefObject<HTMLElement | null>;
  /** The call one came from along a link; null without one. */
  cameFrom: number | null;
  onBack: () => void;
  /** To another call, from which there is a way back. */
  onGoTo: (id: number) => void;
  /** The call is about to go away. */
  onGone: (id: number) => void;
  onRestored: (id: number) => void;
}

/** The selected call, or how to select one. */
export function CallDetailPane({ callId, pane, cameFrom, onBack, ...rest }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isKey(event, 'Escape') || event.defaultPrevented) return;
    event.preventDefault();
    onBack();
  };
  return (
    <section className="detail-pane" aria-label={t('calls.detailName')} ref={pane} tabIndex={-1} onKeyDown={onKeyDown}>
      {callId === null ? (
        <p className="detail-hint">{t('calls.selectHint')}</p>
      ) : (
        <>
          <button
            type="button"
            className={`button button-quiet back-button ${cameFrom === null ? '' : 'is-to-call'}`}
            onClick={onBack}
          >
            <ArrowLeft aria-hidden />
            {t(cameFrom === null ? 'calls.back' : 'calls.backToCall')}
          </button>
          <SelectedCall callId={callId} pane={pane} {...rest} />
        </>
      )}
    </section>
  );
}

type SelectedProps = Pick<Props, 'pane' | 'onGoTo' | 'onGone' | 'onRestored'> & { callId: number };

function SelectedCall({ callId, pane, onGoTo, onGone, onRestored }: SelectedProps) {
  // Keeping the call before avoids a flash of nothing between two.
  const { data: call, error, refetch } = useQuery({ ...callQuery(callId), placeholderData: keepPreviousData });
  const isVisible = useIsVisible();
  const [keptUnreadId, setKeptUnreadId] = useState<number | null>(null);
  // Looked at again later, it is read.
  if (keptUnreadId !== null && keptUnreadId !== callId) setKeptUnreadId(null);
  const isShown = call?.id === callId;
  useMarkAsRead(isVisible && isShown && call.unread && keptUnreadId !== callId ? callId : null);
  const goTo = useLatestCallback(onGoTo);
  const commands = useCallCommands({
    call: isShown ? call : null,
    onKeepUnread: setKeptUnreadId,
    onGone,
    onRestored,
  });
  if (error !== null) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (call === undefined) return null;
  if (call === null) return <p className="detail-hint">{t('calls.gone')}</p>;
  return (
    <Suspense fallback={null}>
      <CallDetailView key={call.id} call={call} commands={commands} pane={pane} onGoTo={goTo} />
    </Suspense>
  );
}

/** A call that is looked at is read. */
function useMarkAsRead(unreadId: number | null): void {
  const attempt = useAttempt();
  const client = useQueryClient();
  const { calls: finder } = useLists();
  useEffect(() => {
    if (unreadId === null) return;
    const markRead = async (): Promise<void> => {
      await bridge().markCallRead({ id: unreadId });
      client.setQueryData(callQuery(unreadId).queryKey, (call) => call && { ...call, unread: false });
      finder.change([unreadId], (call) => ({ ...call, unread: false }));
    };
    const failed = (reason: string) => t('call.failed.read', { reason });
    const timer = setTimeout(() => attempt(markRead, { failed }), readAfterMs);
    return () => clearTimeout(timer);
  }, [attempt, client, finder, unreadId]);
}
