import type { PauseLength, SettingsResults } from '../../shared/ipc/settings.ts';
import type { Settings, SettingsPatch } from '../../shared/settings.ts';
import type { Saved } from '../settings.ts';
import { type HandlersOf, nothing } from './register-handlers.ts';

export interface SettingsHandlerDependencies {
  settings: { get: () => Settings };
  /** What the tray can do as well. */
  actions: {
    updateSettings: (patch: SettingsPatch) => Promise<Saved>;
    replaceToken: () => Promise<Saved>;
    pausePopups: (length: PauseLength) => Promise<void>;
    resumePopups: () => Promise<void>;
  };
}

export function createSettingsHandlers({
  settings,
  actions,
}: SettingsHandlerDependencies): HandlersOf<SettingsResults> {
  const saved = (result: Saved) => (result.ok ? { ok: true as const, settings: settings.get() } : result);
  return {
    getSettings: () => settings.get(),
    updateSettings: async (patch) => saved(await actions.updateSettings(patch)),
    replaceToken: async () => saved(await actions.replaceToken()),
    pausePopups: async ({ length }) => nothing(await actions.pausePopups(length)),
    resumePopups: async () => nothing(await actions.resumePopups()),
  };
}
