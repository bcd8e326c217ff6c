import type { Notice } from '../shared/status.ts';
import type { SettingsStore } from './settings.ts';

/** Often enough to be done soon after a disk has room again, seldom enough to cost nothing. */
const retryIntervalMs = 5000;

export interface SaveLaterDependencies {
  settings: SettingsStore;
  status: { addNotice: (notice: Notice) => void; removeNotice: (id: Notice['id']) => boolean };
  onChange: () => void;
}

/**
 * Tells what became of the settings file, and writes it as soon as it can be written again: until then the
 * next start would know neither the settings nor, above all, the token that TeleCMI was given.
 *
 * @returns how to stop, with a last attempt
 */
export function saveSettingsLater({ settings, status, onChange }: SaveLaterDependencies): () => Promise<void> {
  let isTrying = false;
  const tell = (): void => {
    if (settings.setAside !== null) status.addNotice({ id: 'settings_set_aside', detail: settings.setAside });
    if (settings.notSaved !== null) status.addNotice({ id: 'settings_not_saved', detail: settings.notSaved });
    if (settings.unreadable === null) status.removeNotice('settings_unreadable');
    else status.addNotice({ id: 'settings_unreadable', detail: settings.unreadable });
    onChange();
  };
  // At startup the file may still be being written, or become readable only later.
  void settings.readOrGivenUp.then(tell);
  void settings.ready.then(tell);
  const tryAgain = async (): Promise<void> => {
    const wasSetAside = settings.setAside;
    if (!(await settings.update({})).ok) return;
    status.removeNotice('settings_not_saved');
    if (settings.setAside !== wasSetAside) tell();
    else onChange();
  };
  const tryAgainOnce = async (): Promise<void> => {
    if (settings.notSaved === null || isTrying) return;
    isTrying = true;
    await tryAgain().finally(() => {
      isTrying = false;
    });
  };
  const timer = setInterval(() => void tryAgainOnce(), retryIntervalMs);
  return () => {
    clearInterval(timer);
    return tryAgainOnce();
  };
}
