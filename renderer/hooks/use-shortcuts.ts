import { useEffect } from 'react';
import type { View } from '../../shared/ipc-contract.ts';

const isMac = navigator.platform.startsWith('Mac');

/** The key a view opens with, as it is told to people. */
export const viewShortcuts: Record<View, string> = isMac
  ? { calls: '⌘1', requests: '⌘2', settings: '⌘3' }
  : { calls: 'Ctrl+1', requests: 'Ctrl+2', settings: 'Ctrl+3' };

const viewOfKey: Record<string, View> = { '1': 'calls', '2': 'requests', '3': 'settings', ',': 'settings' };

/** Ctrl or Cmd with 1, 2, 3 or a comma goes to a view. */
export function useViewShortcuts(goTo: (view: View) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const view = viewOfKey[event.key];
      const hasModifier = isMac ? event.metaKey : event.ctrlKey;
      if (view === undefined || !hasModifier || event.altKey || event.shiftKey) return;
      event.preventDefault();
      goTo(view);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [goTo]);
}
