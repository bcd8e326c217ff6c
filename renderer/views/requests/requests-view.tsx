import { Inbox } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { SampleButton } from '../../components/sample-button.tsx';
import { ViewTitle } from '../../components/view-title.tsx';
import { VirtualListbox } from '../../components/virtual-listbox.tsx';
import { ComposeButton } from '../../composer/compose-button.tsx';
import { formatDay } from '../../format/time.ts';
import { useFocusWhenLost } from '../../hooks/use-focus-when-lost.ts';
import { narrowQuery, useMediaQuery } from '../../hooks/use-media-query.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useLists } from '../../live/lists.tsx';
import { RequestDetailPane } from './request-detail.tsx';
import { RequestRow } from './request-row.tsx';
import { RequestsToolbar } from './requests-toolbar.tsx';
import '../../styles/detail.css';
import '../../styles/event-inspector.css';

/** What reached the webhook and how it was answered, newest first. */
export default function RequestsView({ onOpenCall }: { onOpenCall: (id: number) => void }) {
  const { requests: list } = useLists();
  const { rows, hasOlder, hasNewer, isRead, error } = useSyncExternalStore(list.subscribe, list.getState);
  const now = useNow();
  const [selectedId, setSelectedId] = useState<number | null>(null);
  const isNarrow = useMediaQuery(narrowQuery);
  const scroller = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  useFocusWhenLost(scroller, isRead);
  useEffect(() => {
    if (!list.getState().isRead) void list.start();
  }, [list]);
  const readOn = useCallback(() => {
    if (list.getState().hasOlder) void list.readOlder();
  }, [list]);
  const readBack = useCallback(() => {
    if (list.getState().hasNewer) void list.readNewer();
  }, [list]);

  if (error !== null && !isRead) return <LoadFailure error={error} onRetry={list.start} />;
  if (!isRead) return null;
  if (rows.itemCount === 0) return <NoRequests />;

  const open = (id: number) => {
    setSelectedId(id);
    requestAnimationFrame(() => detail.current?.focus({ preventScroll: true }));
  };
  const backToList = () => {
    if (isNarrow) setSelectedId(null);
    requestAnimationFrame(() => scroller.current?.focus({ preventScroll: true }));
  };
  const selected = (selectedId === null ? undefined : rows.get(selectedId)) ?? null;
  return (
    <div className={`list-and-detail ${selected === null ? '' : 'has-detail'}`}>
      <section className="list-pane" aria-label={t('rail.requests')}>
        <header className="list-header">
          <ViewTitle text={t('rail.requests')} />
          <RequestsToolbar />
        </header>
        <div className="list-body">
          <VirtualListbox
            name={t('requests.listName')}
            rows={rows}
            total={hasOlder || hasNewer ? null : rows.itemCount}
            selectedId={selectedId}
            scroller={scroller}
            selectOnMove={!isNarrow}
            renderItem={(request) => <RequestRow request={request} />}
            renderDay={(day) => formatDay(day, now)}
            onSelect={setSelectedId}
            onOpen={open}
            onNearEnd={readOn}
            onNearStart={readBack}
          />
        </div>
      </section>
      <RequestDetailPane request={selected} pane={detail} onBack={backToList} onOpenCall={onOpenCall} />
    </div>
  );
}

function NoRequests() {
  return (
    <EmptyState
      icon={Inbox}
      title={t('requests.emptyTitle')}
      actions={[<SampleButton key="sample" />, <ComposeButton key="compose" />]}
    >
      <p>{t('requests.emptyText')}</p>
    </EmptyState>
  );
}
