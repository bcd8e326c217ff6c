import { lazy, Suspense, useEffect, useRef } from 'react';
import type { CallSummary } from '../shared/calls.ts';
import { t } from '../shared/i18n/translate.ts';
import { useAction, useActionKeys } from './actions/use-action.ts';
import { useAnnounce } from './components/announcer.tsx';
import { Banners } from './components/banners.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { NavigationRail } from './components/navigation-rail.tsx';
import { StatusLine } from './components/status-line.tsx';
import { describeNumber } from './format/caller.ts';
import { OpenRequestContext } from './hooks/open-request.ts';
import { useFocusWhenLost } from './hooks/use-focus-when-lost.ts';
import { useRoute } from './hooks/use-route.ts';
import { startTestCallWhenShown } from './hooks/use-test-call.ts';
import { atMostEvery } from './live/at-most-every.ts';
import { watchNewCalls } from './live/follow-updates.ts';
import { WindowActions } from './palette/window-actions.tsx';
import { CallsView } from './views/calls/calls-view.tsx';
import { ImportProvider } from './views/requests/take-away/import-provider.tsx';

const RequestsView = lazy(() => import('./views/requests/requests-view.tsx'));
const SettingsView = lazy(() => import('./views/settings/settings-view.tsx'));
const WelcomeView = lazy(() => import('./views/welcome/welcome-view.tsx'));

/** In a burst each call would replace what is being said, and any other news. */
const announceMs = 3000;

/** The window: a rail, the view, the status line. */
export function App() {
  const { view, callId, requestId, section, goTo, goToSettings, selectCall, selectRequest } = useRoute();
  const main = useRef<HTMLElement>(null);
  useNewCallAnnouncement();
  useActionKeys();
  useAction('goToCalls', () => goTo('calls'));
  useAction('goToRequests', () => goTo('requests'));
  useAction('goToSettings', () => goTo('settings'));
  useAction('goToWelcome', () => goTo('welcome'));
  useAction('startTestCall', () => {
    startTestCallWhenShown();
    goTo('settings');
  });

  useEffect(() => {
    document.title = t('window.title', { view: t(`rail.${view}`) });
  }, [view]);

  useFocusWhenLost(main, view);

  return (
    <ImportProvider view={view} onGoToRequests={() => goTo('requests')}>
      <div className="window">
        <NavigationRail view={view} onGoTo={goTo} />
        <div className="content">
          <Banners view={view} onOpenDiagnostics={() => goToSettings('diagnostics')} />
          <main className="view" key={view} ref={main} tabIndex={-1}>
            <h1 className="visually-hidden">{t(`rail.${view}`)}</h1>
            <ErrorBoundary>
              <OpenRequestContext value={selectRequest}>
                {' '}
                <Suspense fallback={null}>
                  {view === 'calls' ? <CallsView callId={callId} onSelect={selectCall} /> : null}
                  {view === 'requests' ? (
                    <RequestsView requestId={requestId} onSelect={selectRequest} onOpenCall={selectCall} />
                  ) : null}
                  {view === 'settings' ? (
                    <SettingsView section={section} onOpenCall={selectCall} onGoTo={goTo} />
                  ) : null}
                  {view === 'welcome' ? <WelcomeView onDone={() => goTo('calls')} onOpenCall={selectCall} /> : null}
                </Suspense>
              </OpenRequestContext>
            </ErrorBoundary>
          </main>
        </div>
        <StatusLine onOpenForwarding={() => goToSettings('forwarding')} />
        <WindowActions onOpenSettings={goToSettings} />
      </div>
    </ImportProvider>
  );
}

/** One call is told with its number, several at once as how many. */
function useNewCallAnnouncement(): void {
  const announce = useAnnounce();
  useEffect(() => {
    let waiting: CallSummary[] = [];
    const { ask, stop } = atMostEvery(announceMs, () => {
      announce(describeNewCalls(waiting));
      waiting = [];
    });
    const stopWatching = watchNewCalls((calls) => {
      waiting.push(...calls);
      ask();
    });
    return () => {
      stopWatching();
      stop();
    };
  }, [announce]);
}

function describeNewCalls(calls: readonly CallSummary[]): string {
  const [call, ...others] = calls;
  if (call === undefined || others.length > 0) return t('announce.newCalls', { count: calls.length });
  const { text, countryName } = describeNumber(call);
  return t('announce.newCall', { number: countryName === null ? text : `${text}, ${countryName}` });
}
