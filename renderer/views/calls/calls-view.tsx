import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { LoadFailure } from '../../components/load-failure.tsx';
import { narrowQuery, useMediaQuery } from '../../hooks/use-media-query.ts';
import { callsQuery } from '../../live/queries.ts';
import { CallDetailPane } from './call-detail-pane.tsx';
import { CallList } from './call-list.tsx';
import { NoCalls } from './no-calls.tsx';

interface Props {
  callId: number | null;
  onSelect: (id: number | null) => void;
}

/** The calls and, beside them or instead of them, one call. */
export function CallsView({ callId, onSelect }: Props) {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(callsQuery);
  const calls = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  const isNarrow = useMediaQuery(narrowQuery);
  const list = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);

  if (error !== null && calls === undefined) return <LoadFailure error={error} onRetry={refetch} />;
  if (calls === undefined) return null;
  if (calls.length === 0 && callId === null) return <NoCalls />;

  const open = (id: number) => {
    onSelect(id);
    // The pane is there only after this render.
    requestAnimationFrame(() => detail.current?.focus({ preventScroll: true }));
  };
  const backToList = () => {
    if (isNarrow) onSelect(null);
    requestAnimationFrame(() => list.current?.focus({ preventScroll: true }));
  };
  return (
    <div className={`list-and-detail ${callId === null ? '' : 'has-detail'}`}>
      <CallList
        calls={calls}
        total={hasNextPage ? null : calls.length}
        selectedId={callId}
        scroller={list}
        isNarrow={isNarrow}
        onSelect={onSelect}
        onOpen={open}
        onNearEnd={() => {
          if (hasNextPage && !isFetching) fetchNextPage();
        }}
      />
      <CallDetailPane callId={callId} pane={detail} onBack={backToList} />
    </div>
  );
}
