import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Settings, SettingsPatch } from '../../shared/settings.ts';
import { bridge } from '../bridge.ts';
import { settingsQuery } from '../live/queries.ts';
import { type SaveState, useSave } from './use-save.ts';

export interface SettingsChange extends Pick<SaveState, 'isSaved' | 'failure'> {
  /** Changes a part of the settings. Returns whether it was saved; never rejects. */
  change: (toPatch: (settings: Settings) => SettingsPatch) => Promise<boolean>;
}

/**
 * Saves changes that build on what is there, such as a list with one more in it. They are shown at once,
 * so that two quick ones build on each other, and taken back where they cannot be saved.
 */
export function useSettingsChange(): SettingsChange {
  const client = useQueryClient();
  const { isSaved, failure, save } = useSave();
  const change = useCallback(
    async (toPatch: (settings: Settings) => SettingsPatch) => {
      const before = client.getQueryData(settingsQuery.queryKey);
      if (before === undefined) return false;
      const patch = toPatch(before);
      const given = Object.entries(patch).filter(([, value]) => value !== undefined);
      client.setQueryData(settingsQuery.queryKey, { ...before, ...Object.fromEntries(given) });
      const saved = await save(() => bridge().updateSettings(patch));
      if (!saved) await client.invalidateQueries({ queryKey: settingsQuery.queryKey });
      return saved;
    },
    [client, save],
  );
  return { isSaved, failure, change };
}
