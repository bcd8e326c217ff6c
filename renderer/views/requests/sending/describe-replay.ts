import { t } from '../../../../shared/i18n/translate.ts';
import type { ReplayReport, SentOutcome, SentRequest } from '../../../../shared/sending.ts';

/** What is told of a replay, and what can be shown or done about it. */
export interface ReplayTold {
  text: string;
  tone: 'plain' | 'problem';
  /** The request it ended with; null where none is in the history. */
  showId: number | null;
  /** It was a redelivery, which pops nothing: as a new call it would. */
  offersNewCall: boolean;
}

export function describeReplay(report: ReplayReport): ReplayTold {
  const { sent, skipped, stopped } = report;
  const [only] = sent;
  const isOne = sent.length === 1 && skipped.length === 0 && stopped === null;
  const parts = [
    ...(isOne && only !== undefined ? [describeSent(only)] : sent.length > 0 ? [describeMany(sent)] : []),
    ...describeSkipped(skipped),
    ...(stopped === null ? [] : [t('replay.stopped', { reason: stopped.message })]),
  ];
  return {
    text: parts.join(' '),
    tone: sent.length === 0 || (stopped !== null && !stopped.isCancelled) ? 'problem' : 'plain',
    showId: sent.findLast(({ requestId }) => requestId !== null)?.requestId ?? null,
    offersNewCall: isOne && only?.outcome === 'duplicate',
  };
}

/** What the listener made of one request. */
export function describeSent({ outcome, answer, tookMs }: SentRequest): string {
  return t(`replay.sent.${outcome}`, { status: String(answer.status), tookMs: Math.max(1, Math.round(tookMs)) });
}

function describeMany(sent: readonly SentRequest[]): string {
  const count = (wanted: SentOutcome) => sent.filter(({ outcome }) => outcome === wanted).length;
  return t('replay.sentMany', {
    count: sent.length,
    accepted: count('accepted'),
    duplicates: count('duplicate'),
    refused: count('refused') + count('turned_away'),
  });
}

/** Each reason once, with how many it is about. */
function describeSkipped(skipped: ReplayReport['skipped']): string[] {
  return [...new Set(skipped)].map((reason) => {
    const count = skipped.filter((other) => other === reason).length;
    return t(`replay.skipped.${reason}`, { count });
  });
}
