import type { PauseLength, SettingsResults } from '../../shared/ipc/settings.ts';
import type { Settings, SettingsPatch } from '../../shared/settings.ts';
import { type HandlersOf, nothing } from './register-handlers.ts';

type Saved = { ok: true } | { ok: false; message: string };

export interface SettingsHandlerDependencies {
  settings: { get: () => Settings };
  /** What the tray can do as well. */
  actions: {
    updateSettings: (patch: SettingsPatch) => Saved;
    replaceToken: () => Saved;
    pausePopups: (length: PauseLength) => void;
    resumePopups: () => void;
  };
}

export function createSettingsHandlers({
  settings,
  actions,
}: SettingsHandlerDependencies): HandlersOf<SettingsResults> {
  const saved = (result: Saved) => (result.ok ? { ok: true as const, settings: settings.get() } : result);
  return {
    getSettings: () => settings.get(),
    updateSettings: (patch) => saved(actions.updateSettings(patch)),
    replaceToken: () => saved(actions.replaceToken()),
    pausePopups: ({ length }) => nothing(actions.pausePopups(length)),
    resumePopups: () => nothing(actions.resumePopups()),
  };
}
