import { randomUUID } from 'node:crypto';
import { t } from '../shared/i18n/translate.ts';
import type { PauseLength } from '../shared/ipc/settings.ts';
import { createSampleEvent, documentedIds, nextSampleIds } from '../shared/sample-events.ts';
import type { SettingsPatch } from '../shared/settings.ts';
import type { Notice } from '../shared/status.ts';
import type { AppStatusModel } from './app-status.ts';
import { createCallActions } from './call-actions.ts';
import type { ChangeFeed } from './ipc/change-feed.ts';
import { pauseEnd } from './notifications/pause.ts';
import { sendEvent } from './sample/send-sample.ts';
import { createToken, type Saved, type SettingsChange, type SettingsStore } from './settings.ts';
import type { HistoryWriter } from './writer/history-writer.ts';

export interface ActionDependencies {
  settings: SettingsStore;
  history: HistoryWriter;
  status: AppStatusModel;
  changes: ChangeFeed;
  /** Announces a request that DialPop sends to itself; returns the mark it must carry. */
  announceOwn: () => string;
  /** The clipboard; synchronous before Electron 44, a promise since. */
  writeClipboard: (text: string) => void | Promise<void>;
}

export type Actions = ReturnType<typeof createActions>;

/** What a person can do, from the window or from the tray. */
export function createActions(dependencies: ActionDependencies) {
  const { settings, history, status, changes, announceOwn, writeClipboard } = dependencies;
  const update = async (change: SettingsChange, effect?: 'in_any_case'): Promise<Saved> => {
    const saved = await settings.update(change, effect);
    // If they cannot even be read, there is a notice already.
    if (!saved.ok && settings.unreadable === null)
      status.addNotice({ id: 'settings_not_saved', detail: saved.message });
    if (saved.ok) status.removeNotice('settings_not_saved');
    changes.add();
    return saved;
  };

  return {
    updateSettings: (patch: SettingsPatch) => {
      const given = Object.entries(patch).filter(([, value]) => value !== undefined);
      return update(Object.fromEntries(given));
    },
    /** A change made from the settings as they are by then. Never rejects: the window reports what could not be saved. */
    changeSettings: update,
    replaceToken: () => update({ token: createToken() }),
    pausePopups: async (length: PauseLength): Promise<void> => {
      await update({ pausedUntil: pauseEnd(length, Date.now()) });
    },
    resumePopups: async (): Promise<void> => {
      await update({ pausedUntil: null });
    },
    ...createCallActions(history, changes),
    copyText: async (text: string): Promise<void> => {
      await writeClipboard(text);
    },
    copyWebhookUrl: async (): Promise<void> => {
      await writeClipboard(status.get().webhookUrl);
    },
    /** Sends the documented event to the own listener, as a new call if it was sent before. */
    async sendSample(): Promise<{ ok: true } | { ok: false; message: string }> {
      const { listener } = status.get();
      if (listener.state !== 'listening') return { ok: false, message: t('sample.notListening') };
      const isUsed = await history.hasConversation(documentedIds.conversation_uuid);
      const ids = nextSampleIds(isUsed, Date.now(), randomUUID);
      const result = await sendEvent(listener.url, createSampleEvent('a', ids), 'json', announceOwn());
      if (!result.ok) return result;
      return result.status === 200
        ? { ok: true }
        : { ok: false, message: t('sample.answered', { status: String(result.status) }) };
    },
    dismissNotice(id: Notice['id']): void {
      if (status.removeNotice(id)) changes.add();
    },
  };
}
