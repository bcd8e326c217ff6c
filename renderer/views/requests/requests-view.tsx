import { useInfiniteQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { buildRows } from '../../components/list-rows.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { SampleButton } from '../../components/sample-button.tsx';
import { ViewTitle } from '../../components/view-title.tsx';
import { VirtualListbox } from '../../components/virtual-listbox.tsx';
import { startOfDay } from '../../format/time.ts';
import { useFocusWhenLost } from '../../hooks/use-focus-when-lost.ts';
import { narrowQuery, useMediaQuery } from '../../hooks/use-media-query.ts';
import { useNow } from '../../hooks/use-now.ts';
import { requestsQuery } from '../../live/queries.ts';
import { RequestDetailPane } from './request-detail.tsx';
import { RequestRow } from './request-row.tsx';
import '../../styles/detail.css';
import '../../styles/event-inspector.css';

/** What reached the webhook and how it was answered, newest first. */
export default function RequestsView({ onOpenCall }: { onOpenCall: (id: number) => void }) {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(requestsQuery);
  const requests = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  const today = startOfDay(useNow());
  const rows = useMemo(() => buildRows(requests ?? [], today), [requests, today]);
  const [selectedId, setSelectedId] = useState<number | null>(null);
  const isNarrow = useMediaQuery(narrowQuery);
  const list = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  useFocusWhenLost(list, requests === undefined);
  const readOn = useCallback(() => {
    if (hasNextPage && !isFetching) fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);

  if (error !== null && requests === undefined) return <LoadFailure error={error} onRetry={refetch} />;
  if (requests === undefined) return null;
  if (requests.length === 0) return <NoRequests />;

  const open = (id: number) => {
    setSelectedId(id);
    requestAnimationFrame(() => detail.current?.focus({ preventScroll: true }));
  };
  const backToList = () => {
    if (isNarrow) setSelectedId(null);
    requestAnimationFrame(() => list.current?.focus({ preventScroll: true }));
  };
  const selected = requests.find(({ id }) => id === selectedId) ?? null;
  return (
    <div className={`list-and-detail ${selected === null ? '' : 'has-detail'}`}>
      <section className="list-pane" aria-label={t('rail.requests')}>
        <header className="list-header">
          <ViewTitle text={t('rail.requests')} />
        </header>
        <div className="list-body">
          <VirtualListbox
            name={t('requests.listName')}
            rows={rows}
            total={hasNextPage ? null : requests.length}
            selectedId={selectedId}
            scroller={list}
            selectOnMove={!isNarrow}
            renderItem={(request) => <RequestRow request={request} />}
            onSelect={setSelectedId}
            onOpen={open}
            onNearEnd={readOn}
          />
        </div>
      </section>
      <RequestDetailPane request={selected} pane={detail} onBack={backToList} onOpenCall={onOpenCall} />
    </div>
  );
}

function NoRequests() {
  return (
    <EmptyState icon={Inbox} title={t('requests.emptyTitle')} actions={<SampleButton />}>
      <p>{t('requests.emptyText')}</p>
    </EmptyState>
  );
}
