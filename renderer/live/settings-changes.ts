import type { SaveResult } from '../../shared/ipc/settings.ts';
import type { Settings, SettingsPatch } from '../../shared/settings.ts';

/** A change that builds on the settings there are, such as a list with one more in it. */
export type ToPatch = (settings: Settings) => SettingsPatch;

export interface SettingsChanges {
  /** Makes a change: shown at once, sent after those before it, and taken back if it cannot be saved. */
  change(toPatch: ToPatch): Promise<SaveResult>;
  /** The main process reports the settings: its answer to one change must not hide those still under way. */
  follow(settings: Settings): void;
}

interface Dependencies {
  /** What the window shows; undefined while nothing was read. */
  read: () => Settings | undefined;
  show: (settings: Settings) => void;
  send: (patch: SettingsPatch) => Promise<SaveResult>;
  /** Has the true settings read again. */
  refresh: () => unknown;
}

const withPatch = (settings: Settings, patch: SettingsPatch): Settings => {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(given) };
};

/**
 * Sends changes of the settings one after the other. Patches hold whole lists, so each is made from what the one
 * before it left, and until then is shown over whatever the main process reports.
 */
export function createSettingsChanges({ read, show, send, refresh }: Dependencies): SettingsChanges {
  /** As the main process has them; null while no change is under way, when what is shown is that. */
  let known: Settings | null = null;
  /** The change under way. Its patch stays the same: over a report that has it already it changes nothing. */
  let sent: SettingsPatch | null = null;
  let waiting: readonly ToPatch[] = [];
  let last: Promise<unknown> = Promise.resolve();

  const showAll = (): void => {
    if (known === null) return;
    const withSent = sent === null ? known : withPatch(known, sent);
    show(waiting.reduce((settings, toPatch) => withPatch(settings, toPatch(settings)), withSent));
  };
  const settle = (settings: Settings | null): void => {
    sent = null;
    known = settings ?? known;
    showAll();
    if (waiting.length > 0) return;
    known = null;
    if (settings === null) refresh();
  };
  const sendNext = async (toPatch: ToPatch): Promise<SaveResult> => {
    waiting = waiting.slice(1);
    // Known from its first change on until the last has settled.
    sent = known === null ? {} : toPatch(known);
    try {
      const result = await send(sent);
      settle(result.ok ? result.settings : null);
      return result;
    } catch (error) {
      settle(null);
      throw error;
    }
  };
  return {
    change(toPatch) {
      known ??= read() ?? null;
      if (known === null) return Promise.reject(new Error('The settings were not read yet'));
      waiting = [...waiting, toPatch];
      showAll();
      const result = last.then(() => sendNext(toPatch));
      last = result.catch(() => {});
      return result;
    },
    follow(settings) {
      if (known === null) return show(settings);
      known = settings;
      showAll();
    },
  };
}
