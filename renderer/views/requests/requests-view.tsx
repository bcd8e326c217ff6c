import '../settings/zod-without-eval.ts';
import { Inbox } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import type { RequestFilter } from '../../../shared/request-query.ts';
import { useAction } from '../../actions/use-action.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { SampleButton } from '../../components/sample-button.tsx';
import { ViewTitle } from '../../components/view-title.tsx';
import { narrowQuery, useMediaQuery } from '../../hooks/use-media-query.ts';
import { useSteps } from '../../hooks/use-steps.ts';
import { isEverything } from '../../live/finder.ts';
import { type RequestStore, useLists } from '../../live/lists.tsx';
import { FilterChips } from '../../search/filter-chips.tsx';
import { NoMatch } from '../../search/no-match.tsx';
import { SearchBox } from '../../search/search-box.tsx';
import { focusSearch, type Search, useSearch } from '../../search/use-search.ts';
import { CutNotice } from './cut-notice.tsx';
import { RequestDetailPane } from './request-detail-pane.tsx';
import { RequestList } from './request-list.tsx';
import { RequestSelectionProvider } from './request-selection.tsx';
import { RequestsToolbar } from './requests-toolbar.tsx';
import { RequestFilterForm } from './search/request-filter-form.tsx';
import { requestLanguage } from './search/request-language.ts';
import { SelectionBar } from './selection-bar.tsx';
import { useSelection } from './use-selection.ts';
import '../../styles/detail.css';
import '../../styles/call-detail.css';
import '../../styles/event-inspector.css';
import '../../styles/requests.css';

interface Props {
  requestId: number | null;
  onSelect: (id: number | null) => void;
  onOpenCall: (id: number) => void;
}

/** What reached the listener and how it was answered, the way to find some of it and, beside it, one request. */
export default function RequestsView(props: Props) {
  const { requests: finder } = useLists();
  const search = useSearch(finder, requestLanguage());
  const { list, query, error } = useSyncExternalStore(finder.subscribe, finder.getState);
  useEffect(() => void finder.find(query), [finder, query]);

  if (list === null) return error === null ? null : <LoadFailure error={error} onRetry={finder.retry} />;
  return <FoundRequests {...props} search={search} list={list} />;
}

interface FoundProps extends Props {
  search: Search<RequestFilter>;
  list: RequestStore;
}

function FoundRequests({ search, list, requestId, onSelect, onOpenCall }: FoundProps) {
  const { requests: finder } = useLists();
  const { rows, hasOlder } = useSyncExternalStore(list.subscribe, list.getState);
  const isNarrow = useMediaQuery(narrowQuery);
  const input = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  const { shownQuery, query, error } = search.state;
  const listKey = JSON.stringify(shownQuery);
  const selection = useSelection({ requestId, onShow: onSelect, isNarrow, listKey });

  const focusList = useCallback(() => {
    // What is to have the focus may be there only after this render.
    requestAnimationFrame(() => (scroller.current ?? input.current)?.focus({ preventScroll: true }));
  }, []);
  useAction('search', () => focusSearch(input.current));
  useAction('clearSearch', isEverything(query) ? null : search.clear);
  const { step } = useSteps(list, requestId, onSelect);
  useAction('nextRequest', requestId === null ? null : step(1));
  useAction('previousRequest', requestId === null ? null : step(-1));

  const isEmpty = rows.itemCount === 0 && isEverything(shownQuery) && isEverything(query) && requestId === null;
  const open = (id: number) => {
    onSelect(id);
    requestAnimationFrame(() => detail.current?.focus({ preventScroll: true }));
  };
  const back = () => {
    if (isNarrow) onSelect(null);
    focusList();
  };
  return (
    <RequestSelectionProvider selection={selection}>
      <ListAndDetail
        isEmpty={isEmpty}
        hasDetail={requestId !== null}
        detail={<RequestDetailPane requestId={requestId} pane={detail} onBack={back} onOpenCall={onOpenCall} />}
      >
        <search className="find is-below-header" aria-label={t('requests.search')}>
          <SearchBox search={search} input={input} onLeave={focusList} />
          <FilterChips search={search} input={input} renderForm={(props) => <RequestFilterForm {...props} />} />
        </search>
        <SelectionBar onDone={focusList} />
        {error === null ? null : <LoadFailure error={error} onRetry={finder.retry} />}
        {rows.itemCount === 0 && error === null ? (
          <NoMatch search={search} input={input} />
        ) : (
          <RequestList
            // Another list begins at its own top.
            key={listKey}
            list={list}
            query={shownQuery}
            selectedId={requestId}
            scroller={scroller}
            isNarrow={isNarrow}
            onSelect={(id) => selection.select([id])}
            onOpen={open}
          />
        )}
        {hasOlder || !isEverything(shownQuery) ? null : <CutNotice />}
      </ListAndDetail>
    </RequestSelectionProvider>
  );
}

interface LayoutProps {
  isEmpty: boolean;
  hasDetail: boolean;
  detail: ReactNode;
  /** The list and the way to find some of it. */
  children: ReactNode;
}

/** The header has one place, whatever is below it: what is open in it stays open when the first request comes. */
function ListAndDetail({ isEmpty, hasDetail, detail, children }: LayoutProps) {
  return (
    <div className={`list-and-detail ${isEmpty ? 'is-empty' : ''} ${hasDetail ? 'has-detail' : ''}`}>
      <section className={isEmpty ? 'requests-empty' : 'list-pane'} aria-label={t('rail.requests')}>
        <RequestsHeader />
        {isEmpty ? <NoRequests /> : children}
      </section>
      {isEmpty ? null : detail}
    </div>
  );
}

function RequestsHeader() {
  return (
    <header className="list-header">
      <ViewTitle text={t('rail.requests')} />
      <RequestsToolbar />
    </header>
  );
}

/** Nothing has come yet; what makes requests is there all the same. */
function NoRequests() {
  return (
    <EmptyState icon={Inbox} title={t('requests.emptyTitle')} actions={<SampleButton />}>
      <p>{t('requests.emptyText')}</p>
    </EmptyState>
  );
}
