import type { RequestName } from '../../shared/ipc-channels.ts';
import type { PauseLength, RequestResults } from '../../shared/ipc-contract.ts';
import type { Settings, SettingsPatch } from '../../shared/settings.ts';
import type { Notice } from '../../shared/status.ts';
import { type Handlers, handle } from './handle.ts';

type Saved = { ok: true } | { ok: false; message: string };

/** What the handlers ask and do; the stages themselves are not imported here. */
export interface HandlerDependencies {
  status: { get: () => RequestResults['getStatus'] };
  settings: { get: () => Settings };
  history: {
    listCalls: (before: number | null, limit: number) => RequestResults['listCalls'];
    getCall: (id: number) => RequestResults['getCall'];
    listRequests: (before: number | null, limit: number) => RequestResults['listRequests'];
  };
  /** What the tray can do as well. */
  actions: {
    updateSettings: (patch: SettingsPatch) => Saved;
    replaceToken: () => Saved;
    pausePopups: (length: PauseLength) => void;
    resumePopups: () => void;
    markCallRead: (id: number) => void;
    markAllCallsRead: () => void;
    copyText: (text: string) => Promise<void>;
    sendSample: () => Promise<RequestResults['sendSample']>;
    dismissNotice: (id: Notice['id']) => void;
  };
}

/** Every request of the contract to who answers it. */
export function registerHandlers({ status, history, settings, actions }: HandlerDependencies): void {
  const saved = (result: Saved) => (result.ok ? { ok: true as const, settings: settings.get() } : result);

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
