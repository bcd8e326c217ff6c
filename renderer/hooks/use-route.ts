import { useCallback, useEffect, useState } from 'react';
import type { View } from '../../shared/ipc-contract.ts';
import { bridge } from '../bridge.ts';
import { isWatchedTestCall } from './use-test-call.ts';

export interface Route {
  view: View;
  /** The call shown in Calls. */
  callId: number | null;
}

/** The main process tells a new window where to begin in its address: `#/calls/12`, `#/settings`. */
function routeFromAddress(hash: string): Route {
  const callId = /^#\/calls\/(\d{1,15})$/.exec(hash)?.[1];
  const view = /^#\/(requests|settings|welcome)$/.exec(hash)?.[1];
  return {
    view: view === 'requests' || view === 'settings' || view === 'welcome' ? view : 'calls',
    callId: callId === undefined ? null : Number(callId),
  };
}

/** Where the window is, and the ways to go elsewhere; the main process's word is followed too. */
export function useRoute() {
  const [route, setRoute] = useState(() => routeFromAddress(window.location.hash));
  const goTo = useCallback((view: View) => setRoute(({ callId }) => ({ view, callId })), []);
  const selectCall = useCallback((callId: number | null) => setRoute({ view: 'calls', callId }), []);
  useEffect(() => {
    const openCall = (id: number) => {
      // A click on the test call's popup is the test's last step, and not a way away from it.
      if (!isWatchedTestCall(id)) selectCall(id);
    };
    const stops = [bridge().onOpenCall(({ id }) => openCall(id)), bridge().onOpenView(({ view }) => goTo(view))];
    return () => {
      for (const stop of stops) stop();
    };
  }, [goTo, selectCall]);
  return { ...route, goTo, selectCall };
}
