import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { type KeyboardEvent, lazy, type RefObject, Suspense, useEffect } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { bridge } from '../../bridge.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useIsVisible } from '../../hooks/use-is-visible.ts';
import { callQuery } from '../../live/queries.ts';
import { showAsRead } from '../../live/refresh-lists.ts';

// The list is what is painted first; the detail comes a moment later and is there for good.
const CallDetailView = lazy(() => import('./call-detail.tsx'));

/** Shorter looks, as when an arrow key is held, do not make a call read. */
const readAfterMs = 250;

interface Props {
  callId: number | null;
  pane: RefObject<HTMLElement | null>;
  onBack: () => void;
}

/** The selected call, or how to select one. */
export function CallDetailPane({ callId, pane, onBack }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onBack();
  };
  return (
    <section className="detail-pane" aria-label={t('calls.detailName')} ref={pane} tabIndex={-1} onKeyDown={onKeyDown}>
      {callId === null ? (
        <p className="detail-hint">{t('calls.selectHint')}</p>
      ) : (
        <>
          <button type="button" className="button button-quiet back-button" onClick={onBack}>
            <ArrowLeft aria-hidden />
            {t('calls.back')}
          </button>
          <SelectedCall callId={callId} />
        </>
      )}
    </section>
  );
}

function SelectedCall({ callId }: { callId: number }) {
  // Keeping the call before avoids a flash of nothing between two.
  const { data: call, error, refetch } = useQuery({ ...callQuery(callId), placeholderData: keepPreviousData });
  const isVisible = useIsVisible();
  useMarkAsRead(isVisible && call?.id === callId && call.unread ? callId : null);
  if (error !== null) return <LoadFailure error={error} onRetry={refetch} />;
  if (call === undefined) return null;
  if (call === null) return <p className="detail-hint">{t('calls.gone')}</p>;
  return (
    <Suspense fallback={null}>
      <CallDetailView key={call.id} call={call} />
    </Suspense>
  );
}

/** A call that is looked at is read. */
function useMarkAsRead(unreadId: number | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (unreadId === null) return;
    const timer = setTimeout(async () => {
      await bridge().markCallRead({ id: unreadId });
      client.setQueryData(callQuery(unreadId).queryKey, (call) => call && { ...call, unread: false });
      await showAsRead(client, (id) => id === unreadId);
    }, readAfterMs);
    return () => clearTimeout(timer);
  }, [client, unreadId]);
}
