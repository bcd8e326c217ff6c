import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { CallFilter } from '../../../shared/call-query.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { useSearchRequest } from '../../actions/search-request.ts';
import { useAction } from '../../actions/use-action.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { ExportButton, useExport } from '../../components/use-export.tsx';
import { narrowQuery, useMediaQuery } from '../../hooks/use-media-query.ts';
import { useSteps } from '../../hooks/use-steps.ts';
import { isEverything } from '../../live/finder.ts';
import { type CallStore, useLists } from '../../live/lists.tsx';
import { FilterChips } from '../../search/filter-chips.tsx';
import { NoMatch } from '../../search/no-match.tsx';
import { SearchBox } from '../../search/search-box.tsx';
import { focusSearch, type Search, useSearch } from '../../search/use-search.ts';
import { CallDetailPane } from './call-detail-pane.tsx';
import { CallList } from './call-list.tsx';
import { MarkAllRead } from './mark-all-read.tsx';
import { NoCalls } from './no-calls.tsx';
import { callLanguage } from './search/call-language.ts';
import { FilterForm } from './search/filter-form.tsx';
import { MatchCount } from './search/match-count.tsx';
import { TodayStrip } from './today/today-strip.tsx';
import { useTrail } from './use-trail.ts';

interface Props {
  callId: number | null;
  onSelect: (id: number | null) => void;
}

/** The calls, the way to find some among them and, beside them or instead of them, one call. */
export function CallsView({ callId, onSelect }: Props) {
  const { calls: finder } = useLists();
  const search = useSearch(finder, callLanguage());
  const { list, query, error } = useSyncExternalStore(finder.subscribe, finder.getState);
  useEffect(() => void finder.find(query), [finder, query]);

  if (list === null) return error === null ? null : <LoadFailure error={error} onRetry={finder.retry} />;
  return <FoundCalls search={search} list={list} callId={callId} onSelect={onSelect} />;
}

interface FoundProps extends Props {
  search: Search<CallFilter>;
  list: CallStore;
}

function FoundCalls({ search, list, callId, onSelect }: FoundProps) {
  const { calls: finder } = useLists();
  const { rows, hasOlder } = useSyncExternalStore(list.subscribe, list.getState);
  const isNarrow = useMediaQuery(narrowQuery);
  const input = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  const { shownQuery, error } = search.state;
  const isAll = isEverything(shownQuery);

  const focusList = useCallback(() => {
    // What is to have the focus may be there only after this render.
    requestAnimationFrame(() => {
      (scroller.current ?? input.current)?.focus({ preventScroll: true });
    });
  }, []);
  const trail = useTrail(callId, onSelect);
  const exporting = useExport(shownQuery);
  useAction('search', () => focusSearch(input.current));
  useAction('clearSearch', isEverything(search.state.query) ? null : search.clear);
  useAction('goBack', trail.previousId === null ? null : () => void trail.goBack());
  const { step, leave } = useSteps(list, callId, trail.select);
  useAction('nextCall', callId === null ? null : step(1));
  useAction('previousCall', callId === null ? null : step(-1));
  useSearchRequest((text) => {
    search.type(text, text.length);
    focusSearch(input.current);
  });

  if (rows.itemCount === 0 && isAll && isEverything(search.state.query) && callId === null) return <NoCalls />;

  const open = (id: number) => {
    trail.select(id);
    requestAnimationFrame(() => detail.current?.focus({ preventScroll: true }));
  };
  const back = () => {
    if (trail.goBack()) return;
    if (isNarrow) onSelect(null);
    focusList();
  };
  return (
    <div className={`list-and-detail ${callId === null ? '' : 'has-detail'}`}>
      <section className="list-pane" aria-label={t('rail.calls')}>
        <search className="find" aria-label={t('search.name')}>
          <div className="find-line">
            <SearchBox search={search} input={input} onLeave={focusList} />
            <MarkAllRead onDone={focusList} />
            <ExportButton onClick={exporting.open} />
          </div>
          <FilterChips search={search} input={input} renderForm={(props) => <FilterForm {...props} />} />
        </search>
        {isAll ? <TodayStrip /> : null}
        {isAll || rows.itemCount === 0 ? null : <MatchCount query={shownQuery} rows={rows} hasOlder={hasOlder} />}
        {error === null ? null : <LoadFailure error={error} onRetry={finder.retry} />}
        {rows.itemCount === 0 && error === null ? (
          <NoMatch search={search} input={input} />
        ) : (
          <CallList
            // Another list begins at its own top.
            key={JSON.stringify(shownQuery)}
            list={list}
            query={shownQuery}
            selectedId={callId}
            scroller={scroller}
            isNarrow={isNarrow}
            onSelect={trail.select}
            onOpen={open}
          />
        )}
      </section>
      <CallDetailPane
        callId={callId}
        pane={detail}
        cameFrom={trail.previousId}
        onBack={back}
        onGoTo={trail.follow}
        onGone={(id) => {
          if (isNarrow) trail.select(null);
          else leave(id);
          focusList();
        }}
        onRestored={onSelect}
      />
    </div>
  );
}
