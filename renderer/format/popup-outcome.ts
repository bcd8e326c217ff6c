import type { PopupOutcome } from '../../shared/calls.ts';
import { t } from '../../shared/i18n/translate.ts';
import { agentExtension } from './caller.ts';

/** What became of a popup, in words. */
export function describePopup(popup: PopupOutcome | null, agent: string | null): string {
  if (popup === null) return t('popup.outcome.none');
  if (popup.status === 'shown') return t('popup.outcome.shown', { milliseconds: Math.round(popup.shownAfterMs) });
  if (popup.status === 'failed') return t('popup.outcome.failed', { reason: popup.reason });
  if (popup.reason === 'not_my_call' && agent !== null) {
    return t('popup.outcome.not_my_call', { agent: agentExtension(agent) });
  }
  return popup.reason === 'not_my_call' ? t('popup.outcome.agent_unknown') : t(`popup.outcome.${popup.reason}`);
}
