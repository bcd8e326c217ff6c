import type { CallDetail, CallSummary, EventRecord } from '../../shared/calls.ts';
import { t } from '../../shared/i18n/translate.ts';
import { toPlainText } from '../../shared/plain-text.ts';

/** How a call's status looks; the words tell it too. */
export type StatusTone = 'ringing' | 'answered' | 'ended' | 'other';

export interface CallStatus {
  text: string;
  tone: StatusTone;
}

const longestStatus = 60;

/** Nobody lets it ring longer; after this a start without anything after it is only a start. */
const longestRingingMs = 3 * 60_000;

const startedStatuses = new Set(['started', 'out_started']);

function sideOf(leg: string): 'agent' | 'customer' | 'call' {
  if (leg === 'a') return 'agent';
  return leg === 'b' ? 'customer' : 'call';
}

/** Where a call stands in words. A status TeleCMI does not document is shown as it is. */
export function describeStatus(call: CallSummary, now: number, lastEventAt = call.receivedAt): CallStatus {
  if (call.isOver) {
    const isKnown = call.status === 'answered' || call.status === 'hangup';
    return {
      text: isKnown ? t('status.ended') : t('status.endedWith', { status: toPlainText(call.status, longestStatus) }),
      tone: 'ended',
    };
  }
  const side = sideOf(call.statusLeg);
  if (startedStatuses.has(call.status)) {
    return now - lastEventAt < longestRingingMs
      ? { text: t(`status.ringing.${side}`), tone: 'ringing' }
      : { text: t(`status.rang.${side}`), tone: 'other' };
  }
  if (call.status === 'answered') return { text: t(`status.answered.${side}`), tone: 'answered' };
  if (call.status === 'hangup') return { text: t('status.ended'), tone: 'ended' };
  return { text: toPlainText(call.status, longestStatus) || t('status.unknown'), tone: 'other' };
}

/** The same with all events at hand, which tell when the last one came. */
export function describeDetailStatus(call: CallDetail, now: number): CallStatus {
  const lastEventAt = Math.max(...call.events.map(({ receivedAt }) => receivedAt), call.receivedAt);
  return describeStatus(call, now, lastEventAt);
}

/** One event of the timeline in words. */
export function describeEvent(event: Pick<EventRecord, 'kind' | 'leg' | 'status'>): string {
  const side = sideOf(event.leg);
  if (event.kind === 'cdr') return t(`event.cdr.${side}`);
  if (startedStatuses.has(event.status)) {
    return event.kind === 'outgoing_started' ? t(`event.started.${side}`) : t('event.incomingStarted');
  }
  if (event.status === 'answered') return t(`event.answered.${side}`);
  if (event.status === 'hangup') return t(`event.hangup.${side}`);
  if (event.status === 'waiting') return t('event.waiting');
  return event.status === ''
    ? t('event.noStatus')
    : t(`event.other.${side}`, { status: toPlainText(event.status, longestStatus) });
}
