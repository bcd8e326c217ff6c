import { useCallback, useEffect, useState } from 'react';
import type { View } from '../../shared/ipc-contract.ts';
import { bridge } from '../bridge.ts';
import { findSettingsSection, type SettingsSection } from '../views/settings/settings-sections.ts';
import { isWatchedTestCall } from './use-test-call.ts';

/** A section of the settings that is to be shown; a new object for each time it is asked for. */
export interface SectionTarget {
  id: SettingsSection;
}

export interface Route {
  view: View;
  /** The call shown in Calls. */
  callId: number | null;
  /** The request shown in Requests. */
  requestId: number | null;
  /** The section of Settings to go to; null for its beginning. */
  section: SectionTarget | null;
}

/** The main process tells a new window where to begin in its address: `#/calls/12`, `#/requests/7`, `#/settings/popups`. */
function routeFromAddress(hash: string): Route {
  const idIn = (list: 'calls' | 'requests'): number | null => {
    const id = new RegExp(`^#/${list}/(\\d{1,15})$`).exec(hash)?.[1];
    return id === undefined ? null : Number(id);
  };
  const [, view, name] = /^#\/(requests|settings|welcome)(?:\/(\w+))?$/.exec(hash) ?? [];
  const section = view === 'settings' ? findSettingsSection(name) : null;
  return {
    view: view === 'requests' || view === 'settings' || view === 'welcome' ? view : 'calls',
    callId: idIn('calls'),
    requestId: idIn('requests'),
    section: section === null ? null : { id: section },
  };
}

/** The address that the page was loaded with. */
export const firstAddress = window.location.hash;

/** Puts the section of Settings that is being read into the address, so that a reloaded page begins there. */
export const noteSettingsSection = (id: SettingsSection): void => history.replaceState(null, '', `#/settings/${id}`);

/** The same as an address. */
function addressOf({ view, callId, requestId, section }: Route): string {
  if (view === 'calls' && callId !== null) return `#/calls/${callId}`;
  if (view === 'requests' && requestId !== null) return `#/requests/${requestId}`;
  return view === 'settings' && section !== null ? `#/settings/${section.id}` : `#/${view}`;
}

/** Where the window is, and the ways to go elsewhere; the main process's word is followed too. */
export function useRoute() {
  const [route, setRoute] = useState(() => routeFromAddress(window.location.hash));
  const goTo = useCallback((view: View) => setRoute((route) => ({ ...route, view, section: null })), []);
  const goToSettings = useCallback(
    (id: SettingsSection) => setRoute((route) => ({ ...route, view: 'settings', section: { id } })),
    [],
  );
  const selectCall = useCallback(
    (callId: number | null) => setRoute((route) => ({ ...route, view: 'calls', callId, section: null })),
    [],
  );
  const selectRequest = useCallback(
    (requestId: number | null) => setRoute((route) => ({ ...route, view: 'requests', requestId, section: null })),
    [],
  );
  useEffect(() => {
    const openCall = (id: number) => {
      // A click on the test call's popup is the test's last step, and not a way away from it.
      if (!isWatchedTestCall(id)) selectCall(id);
    };
    const openView = (view: View, name: string | undefined) => {
      const found = findSettingsSection(name);
      if (view === 'settings' && found !== null) goToSettings(found);
      else goTo(view);
    };
    const stops = [
      bridge().onOpenCall(({ id }) => openCall(id)),
      bridge().onOpenView(({ view, section: name }) => openView(view, name)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [goTo, goToSettings, selectCall]);
  // A page that is loaded anew, as after a change of the language, begins where it was.
  useEffect(() => history.replaceState(null, '', addressOf(route)), [route]);
  return { ...route, goTo, goToSettings, selectCall, selectRequest };
}
