import type { QueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { bridge } from '../bridge.ts';
import { settingsQuery } from './queries.ts';
import { createSettingsChanges, type SettingsChanges } from './settings-changes.ts';

const SettingsChangesContext = createContext<SettingsChanges | null>(null);

/** The window's changes of settings, shown through its cache. */
export const createWindowSettingsChanges = (client: QueryClient): SettingsChanges =>
  createSettingsChanges({
    read: () => client.getQueryData(settingsQuery.queryKey),
    show: (settings) => client.setQueryData(settingsQuery.queryKey, settings),
    send: (patch) => bridge().updateSettings(patch),
    refresh: () => client.invalidateQueries({ queryKey: settingsQuery.queryKey }),
  });

export function SettingsChangesProvider({ changes, children }: { changes: SettingsChanges; children: ReactNode }) {
  return <SettingsChangesContext value={changes}>{children}</SettingsChangesContext>;
}

export function useSettingsChanges(): SettingsChanges {
  const changes = useContext(SettingsChangesContext);
  if (changes === null) throw new Error('SettingsChangesProvider is missing');
  return changes;
}
