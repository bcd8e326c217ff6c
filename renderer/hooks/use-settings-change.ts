import { useCallback } from 'react';
import type { ToPatch } from '../live/settings-changes.ts';
import { useSettingsChanges } from '../live/settings-changes-provider.tsx';
import { type SaveState, useSave } from './use-save.ts';

export interface SettingsChange extends Pick<SaveState, 'isSaved' | 'failure'> {
  /** Changes a part of the settings. Returns whether it was saved; never rejects. */
  change: (toPatch: ToPatch) => Promise<boolean>;
}

/** Changes settings, and says beside them whether that was saved. */
export function useSettingsChange(): SettingsChange {
  const changes = useSettingsChanges();
  const { isSaved, failure, save } = useSave();
  const change = useCallback((toPatch: ToPatch) => save(() => changes.change(toPatch)), [changes, save]);
  return { isSaved, failure, change };
}
