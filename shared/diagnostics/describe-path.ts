import { t } from '../i18n/translate.ts';
import type { ListenerProblem } from '../status.ts';
import { describeTunnelProblem } from '../tunnel-words.ts';
import type { Description } from './describe-diagnostics.ts';
import type { ListenerFacts, NotificationService, PopupFacts, TrayFacts, TunnelFacts } from './diagnostics.ts';
import { formatMoment, row } from './format-moment.ts';

/** A call's way, from the internet to the popup. */

const portProblems = {
  in_use: 'tray.portInUse',
  forbidden: 'tray.portForbidden',
  failed: 'tray.portFailed',
  settings_unreadable: 'tray.settingsUnreadable',
} as const satisfies Record<ListenerProblem, string>;

export function describeListener(facts: ListenerFacts): Description {
  const { state, port, problem, problemDetail, since, counts, lastRequestAt, lastProblem } = facts;
  const told = { listening: () => t('tray.listening', { port }), starting: () => t('tray.starting') };
  const detail = problemDetail ?? '';
  return {
    state: state === 'listening' ? 'fine' : state === 'starting' ? 'attention' : 'problem',
    summary: state === 'problem' ? t(portProblems[problem ?? 'failed'], { port, detail }) : told[state](),
    rows: [
      row(t('diagnostics.row.address'), `127.0.0.1:${port}`),
      row(t('diagnostics.row.since'), formatMoment(since)),
      row(t('diagnostics.row.answered'), counts.answered),
      row(t('diagnostics.row.refused'), counts.refused),
      row(t('diagnostics.row.wrongAddress'), counts.wrongAddress),
      row(t('diagnostics.row.shed'), counts.shed),
      row(t('diagnostics.row.lastRequest'), formatMoment(lastRequestAt)),
      row(t('diagnostics.row.lastProblem'), lastProblem === null ? t('diagnostics.none') : wordsOf(lastProblem)),
    ],
  };
}

const wordsOf = ({ at, port, reason }: NonNullable<ListenerFacts['lastProblem']>): string =>
  `${formatMoment(at)} · ${t(portProblems[reason], { port, detail: t('popup.reason.none') })}`;

export function describeTunnel(facts: TunnelFacts): Description {
  if (facts.state === 'none') return { state: 'attention', summary: t('diagnostics.tunnel.none'), rows: [] };
  const { host } = facts;
  const address = row(t('diagnostics.row.host'), host);
  switch (facts.state) {
    case 'checking':
      return { state: 'fine', summary: t('diagnostics.tunnel.checking'), rows: [address] };
    case 'reachable':
      return {
        state: 'fine',
        summary: t('diagnostics.tunnel.reachable', { latencyMs: facts.latencyMs }),
        rows: [address, row(t('diagnostics.row.checked'), formatMoment(facts.checkedAt))],
      };
    case 'problem':
      return {
        state: 'problem',
        summary: describeTunnelProblem({ ...facts, url: host, isDown: true, newUrl: null }),
        rows: [address, row(t('diagnostics.row.checked'), formatMoment(facts.checkedAt))],
      };
  }
}

export function describePopups(facts: PopupFacts): Description {
  const { service, system, pausedUntil, shown, failed, last } = facts;
  return {
    ...judgePopups(facts),
    rows: [
      row(t('diagnostics.row.notifier'), t(`diagnostics.notifier.${facts.notifier}`)),
      ...(service === null ? [] : [row(t('diagnostics.row.service'), serviceWords(service))]),
      row(t('diagnostics.row.systemPopups'), t(`diagnostics.systemPopups.${system}`)),
      ...(pausedUntil === null ? [] : [row(t('diagnostics.row.pausedUntil'), formatMoment(pausedUntil))]),
      row(t('diagnostics.row.shown'), shown),
      row(t('diagnostics.row.failed'), failed),
      row(t('diagnostics.row.lastPopup'), lastPopup(last)),
    ],
  };
}

/** The worst first: what keeps popups away for good, then what does for a while. */
function judgePopups({ service, system, pausedUntil, last }: PopupFacts): Pick<Description, 'state' | 'summary'> {
  if (service?.state === 'missing') return { state: 'problem', summary: t('popup.reason.noService') };
  if (service?.state === 'silent') return { state: 'problem', summary: serviceWords(service) };
  if (system === 'off') return { state: 'problem', summary: t('popup.reason.turnedOff') };
  if (last !== null && last.failure !== null) {
    return { state: 'problem', summary: t('popup.outcome.failed', { reason: last.failure }) };
  }
  if (system === 'do_not_disturb') return { state: 'attention', summary: t('diagnostics.systemPopups.do_not_disturb') };
  if (pausedUntil !== null)
    return { state: 'attention', summary: t('tray.paused', { until: formatMoment(pausedUntil) }) };
  return { state: 'fine', summary: service === null ? t('diagnostics.popups.fine') : serviceWords(service) };
}

function serviceWords(service: NotificationService): string {
  switch (service.state) {
    case 'running':
      return `${service.name} ${service.version}`;
    case 'startable':
      return t('diagnostics.service.startable');
    case 'missing':
      return t('popup.reason.noService');
    case 'silent':
      return t('diagnostics.service.silent', { reason: service.reason });
  }
}

function lastPopup(last: PopupFacts['last']): string {
  if (last === null) return t('diagnostics.noneSinceStart');
  const moment = formatMoment(last.at);
  return last.failure === null
    ? `${moment} · ${t('diagnostics.popup.shown')}`
    : `${moment} · ${t('popup.outcome.failed', { reason: last.failure })}`;
}

export function describeTray({ exists, since }: TrayFacts): Description {
  if (exists === null) return { state: 'fine', summary: t('diagnostics.tray.unknown'), rows: [] };
  return {
    state: exists ? 'fine' : 'attention',
    summary: exists ? t('diagnostics.tray.exists') : t('diagnostics.tray.missing'),
    rows: [row(t('diagnostics.row.since'), formatMoment(since))],
  };
}
