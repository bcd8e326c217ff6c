import type { PauseLength } from '../../shared/ipc-contract.ts';
import type { RequestName } from '../../shared/ipc-channels.ts';
import type { SettingsPatch } from '../../shared/settings.ts';
import type { AppStatusModel } from '../app-status.ts';
import type { HistoryStore } from '../history/history-store.ts';
import type { SettingsStore } from '../settings.ts';
import { type Handlers, handle } from './handle.ts';

export interface HandlerDependencies {
  status: AppStatusModel;
  history: HistoryStore;
  settings: SettingsStore;
  /** What the tray can do as well. */
  actions: {
    updateSettings: (patch: SettingsPatch) => ReturnType<SettingsStore['update']>;
    replaceToken: () => ReturnType<SettingsStore['update']>;
    pausePopups: (length: PauseLength) => void;
    resumePopups: () => void;
    markCallRead: (id: number) => void;
    markAllCallsRead: () => void;
    copyText: (text: string) => Promise<void>;
    sendSample: () => Promise<{ ok: true } | { ok: false; message: string }>;
    dismissNotice: AppStatusModel['removeNotice'];
  };
}

/** Every request of the contract to who answers it. */
export function registerHandlers({ status, history, settings, actions }: HandlerDependencies): void {
  const saved = (result: ReturnType<SettingsStore['update']>) =>
    result.ok ? { ok: true as const, settings: settings.get() } : result;

  const handlers: Handlers = {
    getStatus: () => status.get(),
    listCalls: ({ before, limit }) => history.listCalls(before, limit),
    getCall: ({ id }) => history.getCall(id),
    markCallRead: ({ id }) => nothing(actions.markCallRead(id)),
    markAllCallsRead: () => nothing(actions.markAllCallsRead()),
    listRequests: ({ before, limit }) => history.listRequests(before, limit),
    getSettings: () => settings.get(),
    updateSettings: (patch) => saved(actions.updateSettings(patch)),
    replaceToken: () => saved(actions.replaceToken()),
    pausePopups: ({ length }) => nothing(actions.pausePopups(length)),
    resumePopups: () => nothing(actions.resumePopups()),
    copyText: async ({ text }) => nothing(await actions.copyText(text)),
    sendSample: () => actions.sendSample(),
    dismissNotice: ({ id }) => nothing(actions.dismissNotice(id)),
  };
  const register = <Name extends RequestName>(name: Name) => handle(name, handlers[name]);
  for (const name of Object.keys(handlers)) register(name as RequestName);
}

/** An action's answer is no data. */
const nothing = (_result: unknown): undefined => undefined;
