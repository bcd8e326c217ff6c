import { type RefObject, useMemo } from 'react';
import type { CallQuery } from '../../../shared/call-query.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { toSearchTerms } from '../../../shared/search-terms.ts';
import { LiveListbox } from '../../components/live-listbox.tsx';
import { formatDay } from '../../format/time.ts';
import { useNow } from '../../hooks/use-now.ts';
import { isEverything } from '../../live/finder.ts';
import type { CallStore } from '../../live/lists.tsx';
import { CallRow } from './call-row.tsx';
import { useDayCounts } from './use-day-counts.ts';

interface Props {
  list: CallStore;
  query: CallQuery;
  selectedId: number | null;
  scroller: RefObject<HTMLDivElement | null>;
  isNarrow: boolean;
  onSelect: (id: number) => void;
  onOpen: (id: number) => void;
}

/** The calls that were found, newest first, under their days. */
export function CallList({ query, ...props }: Props) {
  const now = useNow();
  const terms = useMemo(() => toSearchTerms(query.text), [query.text]);
  const { counts, setDays } = useDayCounts(query);
  return (
    <LiveListbox
      {...props}
      name={t('calls.listName')}
      // What was searched for is looked at from the top.
      startsAtSelected={isEverything(query)}
      renderItem={(call) => <CallRow call={call} terms={terms} />}
      renderDay={(day) => (
        <>
          <span>{formatDay(day, now)}</span>
          <span className="day-count">
            {counts.has(day) ? t('calls.dayCount', { count: counts.get(day) ?? 0 }) : null}
          </span>
        </>
      )}
      describeNew={(count) => t('calls.newAbove', { count })}
      onDays={setDays}
    />
  );
}
