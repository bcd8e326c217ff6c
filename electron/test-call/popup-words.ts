import type { PopupOutcome, PopupSkipReason } from '../../shared/calls.ts';
import { type MessageKey, t } from '../../shared/i18n/translate.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import type { PopupClosing } from '../notifications/notifier.ts';

/** The rules that can hold a test call's popup back, each with how to mend it. */
const skipWords: Partial<Record<PopupSkipReason, MessageKey>> = {
  paused: 'testCall.popup.paused',
  quiet_hours: 'testCall.popup.quietHours',
  not_my_call: 'testCall.popup.notMine',
  agent_unknown: 'testCall.popup.notMine',
  other_leg: 'testCall.popup.otherLeg',
};

/** What became of the test call's popup, in words: a popup that a rule held back is one the person would miss. */
export function describePopup(outcome: PopupOutcome): { state: 'done' | 'failed'; detail: string } {
  switch (outcome.status) {
    case 'shown':
      return { state: 'done', detail: t('testCall.popup.shown', { shownAfterMs: outcome.shownAfterMs }) };
    case 'failed':
      return { state: 'failed', detail: t('testCall.popup.failed', { reason: outcome.reason }) };
    case 'skipped':
      return { state: 'failed', detail: t(skipWords[outcome.reason] ?? 'testCall.popup.skipped') };
  }
}

/** How the popup went away without a click, and which click would have opened the call, if that is known. */
export function describeClosing({ reason, shownBy }: PopupClosing): string {
  if (reason !== 'dismissed') return t('testCall.click.gone');
  const name = toPlainText(shownBy ?? '', 40);
  if (/^dunst$/i.test(name)) return t('testCall.click.dismissedDunst');
  return t('testCall.click.dismissed', {
    name: name === '' ? t('testCall.click.desktop') : name,
    action: t('popup.open'),
  });
}
