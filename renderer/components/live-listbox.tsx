import { ArrowUp } from 'lucide-react';
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { describeFailure } from '../format/failure.ts';
import { useFocusWhenLost } from '../hooks/use-focus-when-lost.ts';
import { useSteps } from '../hooks/use-steps.ts';
import { useTimeZone } from '../hooks/use-time-zone.ts';
import type { LiveList } from '../live/live-list.ts';
import type { ListItem } from './list-rows.ts';
import type { SeveralSelected } from './use-list-selecting.ts';
import { VirtualListbox } from './virtual-listbox.tsx';

interface Props<Item extends ListItem> {
  name: string;
  list: LiveList<Item>;
  selectedId: number | null;
  several?: SeveralSelected;
  /** Begins where the selected item is, and not at the top. */
  startsAtSelected: boolean;
  scroller: RefObject<HTMLDivElement | null>;
  /** List and detail do not stand side by side: choosing opens. */
  isNarrow: boolean;
  renderItem: (item: Item) => ReactNode;
  renderDay: (day: number) => ReactNode;
  /** Says how many came in above what one looks at. */
  describeNew: (count: number) => string;
  onSelect: (id: number) => void;
  onOpen: (id: number) => void;
  onDays?: (days: number[]) => void;
}

/** A list that is read as it is scrolled, and says when something came in above, or is missing. */
export function LiveListbox<Item extends ListItem>({ list, scroller, isNarrow, describeNew, ...props }: Props<Item>) {
  const { rows, hasOlder, hasNewer, arrivedAbove, error } = useSyncExternalStore(list.subscribe, list.getState);
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
    if (!list.getState().hasNewer) return;
    // At the very top one wants to see the newest; page by page it would be a long way there.
    if (scroller.current?.scrollTop === 0) void list.start();
    else void list.readNewer();
  }, [list, scroller]);
  const { selectedId } = props;
  const { step } = useSteps(list, selectedId, (id) => {
    if (id !== null) props.onSelect(id);
  });
  const onStepBeyond = (direction: 1 | -1): boolean => {
    if (selectedId === null || list.neighbourOf(selectedId, direction) !== undefined) return false;
    step(direction)();
    return true;
  };
  const timeZone = useTimeZone();
  const laidOutIn = useRef(timeZone);
  useEffect(() => {
    if (laidOutIn.current === timeZone) return;
    laidOutIn.current = timeZone;
    list.layOutAnew();
  }, [list, timeZone]);
  useFocusWhenLost(scroller, null);

  return (
    <div className="list-body">
      <VirtualListbox
        {...props}
        rows={rows}
        total={hasOlder || hasNewer ? null : rows.itemCount}
        scroller={scroller}
        selectOnMove={!isNarrow}
        onNearEnd={onNearEnd}
        onNearStart={onNearStart}
        onGoToTop={() => {
          if (!hasNewer) return false;
          goToTop();
          return true;
        }}
        onStepBeyond={onStepBeyond}
        onScroll={(scrollTop) => setScrolled(scrollTop > 0)}
      />
      {error === null ? null : (
        <Incomplete
          error={error}
          scroller={scroller}
          onRetry={() => {
            // The button goes away with what it tells of.
            scroller.current?.focus({ preventScroll: true });
            void list.readAgain();
          }}
        />
      )}
      {newAbove > 0 ? (
        <button type="button" className="new-above" onClick={goToTop}>
          <ArrowUp aria-hidden />
          {describeNew(newAbove)}
        </button>
      ) : null}
    </div>
  );
}

interface IncompleteProps {
  error: Error;
  scroller: RefObject<HTMLElement | null>;
  onRetry: () => void;
}

/** Below the rows and not among them: wherever one reads, the list is not whole. */
function Incomplete({ error, scroller, onRetry }: IncompleteProps) {
  const own = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null || own.current === null) return;
    // At the end of the list it would cover the row one is at.
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    if (below <= own.current.offsetHeight) box.scrollTop = box.scrollHeight;
  }, [scroller]);
  return (
    <p className="list-incomplete" role="status" ref={own}>
      <span>{t('list.incomplete', { reason: describeFailure(error) })}</span>
      <button type="button" className="link-button" onClick={onRetry}>
        {t('loadFailure.retry')}
      </button>
    </p>
  );
}
