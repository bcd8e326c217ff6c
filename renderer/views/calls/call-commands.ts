import type { CallSummary } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { bridge } from '../../bridge.ts';

/** Why `togglePin` failed, in a sentence. */
export const describePinFailure = ({ isPinned }: Pick<CallSummary, 'isPinned'>, reason: string): string =>
  t(isPinned ? 'call.failed.unpin' : 'call.failed.pin', { reason });

/** Pins a call or takes the pin away. The list follows by the broadcast. */
export async function togglePin({ id, isPinned }: Pick<CallSummary, 'id' | 'isPinned'>): Promise<void> {
  await bridge().setCallPinned({ id, isPinned: !isPinned });
}
