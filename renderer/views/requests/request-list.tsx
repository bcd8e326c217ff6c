import { type RefObject, useCallback, useMemo } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import type { RequestQuery } from '../../../shared/request-query.ts';
import type { RequestSummary } from '../../../shared/requests.ts';
import { toSearchTerms } from '../../../shared/search-terms.ts';
import { LiveListbox } from '../../components/live-listbox.tsx';
import { formatDay } from '../../format/time.ts';
import { useNow } from '../../hooks/use-now.ts';
import { isEverything } from '../../live/finder.ts';
import type { RequestStore } from '../../live/lists.tsx';
import { RequestRow } from './request-row.tsx';
import { mostSelected, useRequestSelection } from './request-selection.tsx';
import { usePinRequests } from './use-pin-requests.ts';

interface Props {
  list: RequestStore;
  query: RequestQuery;
  /** The request on show. */
  selectedId: number | null;
  scroller: RefObject<HTMLDivElement | null>;
  isNarrow: boolean;
  onSelect: (id: number) => void;
  onOpen: (id: number) => void;
}

/** The requests that were found, newest first, under their days; several can be selected. */
export function RequestList({ query, ...props }: Props) {
  const now = useNow();
  const terms = useMemo(() => toSearchTerms(query.text), [query.text]);
  const { ids, select } = useRequestSelection();
  const pin = usePinRequests();
  const togglePin = useCallback(({ id, isPinned }: RequestSummary) => pin([id], !isPinned), [pin]);
  return (
    <LiveListbox
      {...props}
      name={t('requests.listName')}
      several={{ ids, most: mostSelected, onSelect: select }}
      startsAtSelected={isEverything(query)}
      renderItem={(request) => <RequestRow request={request} terms={terms} onTogglePin={togglePin} />}
      renderDay={(day) => formatDay(day, now)}
      describeNew={(count) => t('requests.newAbove', { count })}
    />
  );
}
