import { describeAnswerControl } from '../../shared/answer-control-words.ts';
import type { CallSummary } from '../../shared/calls.ts';
import { saysSomething } from '../../shared/custom-fields.ts';
import { forLocale } from '../../shared/i18n/locale.ts';
import { t } from '../../shared/i18n/translate.ts';
import type { PauseLength } from '../../shared/ipc/settings.ts';
import { describePhoneNumber } from '../../shared/phone-number.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import type { AppStatus, ListenerStatus } from '../../shared/status.ts';
import { isTunnelDown } from '../../shared/tunnel.ts';

/** How the tray icon looks. A problem of listener, history or tunnel outweighs a pause: popups would not come either way. */
export type TrayLook = 'listening' | 'paused' | 'problem';

export interface TrayState {
  status: Pick<AppStatus, 'listener' | 'history' | 'pausedUntil' | 'unread' | 'tunnel' | 'answerControl'>;
  /** Newest first. */
  recentCalls: readonly CallSummary[];
}

/** What a menu entry does when picked. */
export type TrayCommand =
  | { name: 'openCall'; id: number }
  | { name: 'pause'; length: PauseLength }
  | { name: 'usePort'; port: number }
  | {
      name:
        | 'resume'
        | 'checkTunnel'
        | 'stopChosenAnswers'
        | 'copyUrl'
        | 'replaceToken'
        | 'openWindow'
        | 'openSettings'
        | 'openDiagnostics'
        | 'quit';
    };

export type TrayItem =
  | { kind: 'command'; label: string; command: TrayCommand }
  | { kind: 'text'; label: string }
  | { kind: 'submenu'; label: string; items: TrayItem[] }
  | { kind: 'separator' };

const maximumRecentCalls = 5;
const separator: TrayItem = { kind: 'separator' };

export function trayLook({ listener, history, pausedUntil, tunnel }: TrayState['status']): TrayLook {
  if (listener.state === 'problem' || history.status === 'failing' || isTunnelDown(tunnel)) return 'problem';
  return pausedUntil === null ? 'listening' : 'paused';
}

/** The tooltip: what the icon means, and how many calls nobody has looked at. */
export function trayTooltip({ status }: TrayState): string {
  const lines = [...statusLines(status), ...(status.unread > 0 ? [t('tray.unread', { count: status.unread })] : [])];
  return t('tray.tooltip', { lines: lines.join(' · ') });
}

/** The whole menu, for a state. */
export function trayMenu({ status, recentCalls }: TrayState): TrayItem[] {
  const { listener, pausedUntil, unread, tunnel, answerControl } = status;
  const calls = recentCalls.slice(0, maximumRecentCalls).map(callItem);
  const suggestedPort = listener.state === 'problem' ? listener.suggestedPort : null;
  return [
    ...statusLines(status).map((label) => ({ kind: 'text' as const, label })),
    ...(suggestedPort === null
      ? []
      : [command(t('tray.usePort', { port: suggestedPort }), { name: 'usePort', port: suggestedPort })]),
    ...(answerControl === null ? [] : [command(t('answers.stop'), { name: 'stopChosenAnswers' })]),
    ...(tunnel.state === 'none' ? [] : [command(t('tunnel.tray.check'), { name: 'checkTunnel' })]),
    ...('checkedAt' in tunnel
      ? [{ kind: 'text' as const, label: t('tunnel.tray.checked', { time: formatTime(tunnel.checkedAt) }) }]
      : []),
    { kind: 'text', label: t('tray.unread', { count: unread }) },
    separator,
    ...(calls.length > 0 ? calls : [{ kind: 'text' as const, label: t('tray.noCalls') }]),
    separator,
    pausedUntil === null ? pauseMenu() : command(t('tray.resume'), { name: 'resume' }),
    command(t('tray.copyUrl'), { name: 'copyUrl' }),
    command(t('tray.replaceToken'), { name: 'replaceToken' }),
    separator,
    command(t('tray.open'), { name: 'openWindow' }),
    command(t('tray.settings'), { name: 'openSettings' }),
    command(t('tray.diagnostics'), { name: 'openDiagnostics' }),
    separator,
    command(t('tray.quit'), { name: 'quit' }),
  ];
}

/** How it stands, and that answers were chosen. */
function statusLines(status: TrayState['status']): string[] {
  const { answerControl } = status;
  return [...standing(status), ...(answerControl === null ? [] : [describeAnswerControl(answerControl)])];
}

/** What holds popups back, the worst first; where nothing does, that it listens. */
function standing({ listener, history, pausedUntil, tunnel }: TrayState['status']): string[] {
  const paused = pausedUntil === null ? [] : [t('tray.paused', { until: formatTime(pausedUntil) })];
  if (listener.state === 'problem') return [problemText(listener), ...paused];
  if (history.status === 'failing') {
    return [t('tray.cannotStore', { detail: toPlainText(history.detail, 48) }), ...paused];
  }
  if (isTunnelDown(tunnel)) return [t('tunnel.tray.down'), ...paused];
  if (paused.length > 0) return paused;
  return [listener.state === 'starting' ? t('tray.starting') : t('tray.listening', { port: listener.port })];
}

function problemText({ reason, port, detail }: Extract<ListenerStatus, { state: 'problem' }>): string {
  const keys = {
    in_use: 'tray.portInUse',
    forbidden: 'tray.portForbidden',
    failed: 'tray.portFailed',
    settings_unreadable: 'tray.settingsUnreadable',
  } as const;
  return t(keys[reason], { port, detail: toPlainText(detail, 48) });
}

function pauseMenu(): TrayItem {
  const pause = (label: string, length: PauseLength) => command(label, { name: 'pause', length });
  return {
    kind: 'submenu',
    label: t('tray.pause'),
    items: [
      pause(t('tray.pause15Minutes'), '15_minutes'),
      pause(t('tray.pause1Hour'), '1_hour'),
      pause(t('tray.pauseUntilTomorrow'), 'until_tomorrow'),
    ],
  };
}

function callItem(call: CallSummary): TrayItem {
  const { number: dialled, callerid } = call;
  const number = dialled === null ? t('popup.unknownNumber') : describePhoneNumber({ number: dialled, callerid }).text;
  const own = call.origin === 'received' ? '' : ` (${t('call.sentByDialpop')})`;
  const values = { number: toPlainText(number, 32), time: formatTime(call.receivedAt) };
  const field = call.customFields.find((candidate) => typeof candidate.value !== 'object' && saysSomething(candidate));
  const label =
    field === undefined
      ? t('tray.recentCall', values)
      : t('tray.recentCallWithField', { ...values, field: toPlainText(`${field.name} ${field.value}`, 32) });
  return command(label + own, { name: 'openCall', id: call.id });
}

const command = (label: string, what: TrayCommand): TrayItem => ({ kind: 'command', label, command: what });

const clock = forLocale((tag) => new Intl.DateTimeFormat(tag, { timeStyle: 'short' }));
const dayAndClock = forLocale((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }));

/** Today's times without the date. */
function formatTime(time: number): string {
  const isToday = new Date(time).toDateString() === new Date().toDateString();
  return (isToday ? clock() : dayAndClock()).format(time);
}
