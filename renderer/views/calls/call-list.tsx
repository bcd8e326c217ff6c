import { ArrowUp } from 'lucide-react';
import { type RefObject, useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import type { CallQuery } from '../../../shared/call-query.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { toSearchTerms } from '../../../shared/search-terms.ts';
import { VirtualListbox } from '../../components/virtual-listbox.tsx';
import { formatDay } from '../../format/time.ts';
import { useFocusWhenLost } from '../../hooks/use-focus-when-lost.ts';
import { useNow } from '../../hooks/use-now.ts';
import { type CallList as CallListStore, isEveryCall } from '../../live/call-finder.ts';
import { CallRow } from './call-row.tsx';
import { useDayCounts } from './use-day-counts.ts';

interface Props {
  list: CallListStore;
  query: CallQuery;
  selectedId: number | null;
  scroller: RefObject<HTMLDivElement | null>;
  isNarrow: boolean;
  onSelect: (id: number) => void;
  onOpen: (id: number) => void;
}

/** The calls that were found, newest first, under their days. */
export function CallList({ list, query, selectedId, scroller, isNarrow, onSelect, onOpen }: Props) {
  const { rows, hasOlder, hasNewer, arrivedAbove } = useSyncExternalStore(list.subscribe, list.getState);
  const now = useNow();
  const terms = useMemo(() => toSearchTerms(query.text), [query.text]);
  const { counts, setDays } = useDayCounts(query);
  const newest = rows.first?.id ?? 0;
  const [newestSeen, setNewestSeen] = useState(newest);
  const [isScrolled, setScrolled] = useState(false);
  const isAtTop = !isScrolled && !hasNewer;
  if (isAtTop && newestSeen !== newest) setNewestSeen(newest);
  const newAbove = isAtTop ? 0 : rows.countNewer(newestSeen) + arrivedAbove;

  const goToTop = () => {
    scroller.current?.scrollTo({ top: 0 });
    scroller.current?.focus({ preventScroll: true });
    if (hasNewer) void list.start().then(() => scroller.current?.scrollTo({ top: 0 }));
  };
  const onNearEnd = useCallback(() => {
    if (list.getState().hasOlder) void list.readOlder();
  }, [list]);
  const onNearStart = useCallback(() => {
    if (list.getState().hasNewer) void list.readNewer();
  }, [list]);
  useFocusWhenLost(scroller, null);

  return (
    <div className="list-body">
      <VirtualListbox
        name={t('calls.listName')}
        rows={rows}
        total={hasOlder || hasNewer ? null : rows.itemCount}
        selectedId={selectedId}
        // What was searched for is looked at from the top.
        startsAtSelected={isEveryCall(query)}
        scroller={scroller}
        selectOnMove={!isNarrow}
        renderItem={(call) => <CallRow call={call} terms={terms} />}
        renderDay={(day) => (
          <>
            <span>{formatDay(day, now)}</span>
            <span className="day-count">
              {counts.has(day) ? t('calls.dayCount', { count: counts.get(day) ?? 0 }) : null}
            </span>
          </>
        )}
        onSelect={onSelect}
        onOpen={onOpen}
        onNearEnd={onNearEnd}
        onNearStart={onNearStart}
        onGoToTop={() => {
          if (!hasNewer) return false;
          goToTop();
          return true;
        }}
        onScroll={(scrollTop) => setScrolled(scrollTop > 0)}
        onDays={setDays}
      />
      {newAbove > 0 ? (
        <button type="button" className="new-above" onClick={goToTop}>
          <ArrowUp aria-hidden />
          {t('calls.newAbove', { count: newAbove })}
        </button>
      ) : null}
    </div>
  );
}
