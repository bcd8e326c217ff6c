import type { AnswerControl } from '../shared/answer-control.ts';
import type { ForwardingStatus } from '../shared/forwarding.ts';
import type { Settings } from '../shared/settings.ts';
import type { AppStatus, HistoryState, ListenerStatus, Notice, SystemPopups } from '../shared/status.ts';
import type { TunnelStatus } from '../shared/tunnel.ts';
import { isPaused } from './notifications/notification-policy.ts';
import { webhookPath } from './webhook/authenticate.ts';
import type { ServerStatus } from './webhook/webhook-server.ts';

/** What the status is made of; each part belongs to somebody else. */
export interface StatusSources {
  getServerStatus: () => ServerStatus;
  getSettings: () => Settings;
  /** Why the settings are not known; null when they are. */
  getSettingsProblem: () => string | null;
  countUnread: () => number;
  getHistoryState: () => HistoryState;
  getTunnelStatus: () => TunnelStatus;
  getSystemPopups: () => SystemPopups;
  getAnswerControl: () => AnswerControl | null;
  getForwardingStatus: () => ForwardingStatus;
  lastRequestAt: () => number | null;
  version: string;
}

export type AppStatusModel = ReturnType<typeof createAppStatus>;

/** Puts together what the status line, the tray and the banners tell, always from the sources themselves. */
export function createAppStatus(sources: StatusSources) {
  const notices = new Map<Notice['id'], Notice>();
  return {
    get(): AppStatus {
      const settings = sources.getSettings();
      const settingsProblem = sources.getSettingsProblem();
      // A token that is not TeleCMI's must never be copied as if it were.
      const token = settingsProblem === null ? settings.token : '';
      const listener = toListenerStatus(sources.getServerStatus(), token, settingsProblem);
      const isWebhookUrlPublic = settings.publicUrl !== '';
      const localUrl = listener.state === 'listening' ? listener.url : localWebhookUrl(listener.port, token);
      return {
        listener,
        webhookUrl: isWebhookUrlPublic ? publicWebhookUrl(settings.publicUrl, token) : localUrl,
        isWebhookUrlPublic,
        lastWebhookAt: sources.lastRequestAt(),
        pausedUntil: isPaused(settings.pausedUntil, Date.now()) ? settings.pausedUntil : null,
        unread: sources.countUnread(),
        history: sources.getHistoryState(),
        tunnel: sources.getTunnelStatus(),
        systemPopups: sources.getSystemPopups(),
        answerControl: sources.getAnswerControl(),
        forwarding: sources.getForwardingStatus(),
        notices: [...notices.values()],
        version: sources.version,
      };
    },
    addNotice(notice: Notice): void {
      notices.set(notice.id, notice);
    },
    /** Takes a notice back. Returns whether there was one. */
    removeNotice: (id: Notice['id']): boolean => notices.delete(id),
  };
}

/** The URL on this machine, for a tunnel to point at. */
export const localWebhookUrl = (port: number, token: string): string => `http://127.0.0.1:${port}${webhookPath(token)}`;

/** The URL as TeleCMI is given it: the tunnel's public address completed. */
export const publicWebhookUrl = (publicUrl: string, token: string): string =>
  `${publicUrl.replace(/\/+$/, '')}${webhookPath(token)}`;

function toListenerStatus(status: ServerStatus, token: string, settingsProblem: string | null): ListenerStatus {
  if (settingsProblem !== null) {
    const { port } = status;
    return { state: 'problem', port, reason: 'settings_unreadable', detail: settingsProblem, suggestedPort: null };
  }
  return status.state === 'listening' ? { ...status, url: localWebhookUrl(status.port, token) } : status;
}
