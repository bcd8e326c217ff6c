import { useQueryClient } from '@tanstack/react-query';
import { ArrowUp, CheckCheck } from 'lucide-react';
import { type RefObject, useMemo, useState } from 'react';
import type { CallSummary } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { bridge } from '../../bridge.ts';
import { buildRows } from '../../components/list-rows.ts';
import { ViewTitle } from '../../components/view-title.tsx';
import { VirtualListbox } from '../../components/virtual-listbox.tsx';
import { startOfDay } from '../../format/time.ts';
import { useFocusWhenLost } from '../../hooks/use-focus-when-lost.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useStatus } from '../../hooks/use-status.ts';
import { showAsRead } from '../../live/refresh-lists.ts';
import { CallRow } from './call-row.tsx';

interface Props {
  calls: CallSummary[];
  total: number | null;
  selectedId: number | null;
  scroller: RefObject<HTMLDivElement | null>;
  isNarrow: boolean;
  onSelect: (id: number) => void;
  onOpen: (id: number) => void;
  onNearEnd: () => void;
}

export function CallList({ calls, total, selectedId, scroller, isNarrow, onSelect, onOpen, onNearEnd }: Props) {
  const now = useNow();
  const today = startOfDay(now);
  const rows = useMemo(() => buildRows(calls, today), [calls, today]);
  const newest = calls[0]?.id ?? 0;
  const [newestSeen, setNewestSeen] = useState(newest);
  const [isAtTop, setIsAtTop] = useState(true);
  if (isAtTop && newestSeen !== newest) setNewestSeen(newest);
  const newAbove = isAtTop ? 0 : countNewer(calls, newestSeen);
  const goToTop = () => {
    scroller.current?.scrollTo({ top: 0 });
    scroller.current?.focus({ preventScroll: true });
  };
  useFocusWhenLost(scroller, null);

  return (
    <section className="list-pane" aria-label={t('rail.calls')}>
      <header className="list-header">
        <ViewTitle text={t('rail.calls')} />
        <MarkAllRead onDone={() => scroller.current?.focus({ preventScroll: true })} />
      </header>
      <div className="list-body">
        <VirtualListbox
          name={t('calls.listName')}
          rows={rows}
          total={total}
          selectedId={selectedId}
          scroller={scroller}
          selectOnMove={!isNarrow}
          renderItem={(call) => <CallRow call={call} />}
          onSelect={onSelect}
          onOpen={onOpen}
          onNearEnd={onNearEnd}
          onScroll={(scrollTop) => setIsAtTop(scrollTop <= 0)}
        />
        {newAbove > 0 ? (
          <button type="button" className="new-above" onClick={goToTop}>
            <ArrowUp aria-hidden />
            {t('calls.newAbove', { count: newAbove })}
          </button>
        ) : null}
      </div>
    </section>
  );
}

/** Newest first, so the count ends at the first one already seen. */
function countNewer(calls: readonly CallSummary[], id: number): number {
  const index = calls.findIndex((call) => call.id <= id);
  return index < 0 ? calls.length : index;
}

/** There is nothing left to mark afterwards, so the focus goes on to the list. */
function MarkAllRead({ onDone }: { onDone: () => void }) {
  const client = useQueryClient();
  const unread = useStatus()?.unread ?? 0;
  const markAllRead = async () => {
    await bridge().markAllCallsRead();
    await showAsRead(client, () => true);
    onDone();
  };
  return (
    <button type="button" className="button button-quiet" disabled={unread === 0} onClick={markAllRead}>
      <CheckCheck aria-hidden />
      {t('calls.markAllRead')}
    </button>
  );
}
