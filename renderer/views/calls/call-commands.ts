import type { CallSummary } from '../../../shared/calls.ts';
import { bridge } from '../../bridge.ts';

/** Pins a call or takes the pin away. The list follows by the broadcast. */
export async function togglePin({ id, isPinned }: Pick<CallSummary, 'id' | 'isPinned'>): Promise<void> {
  await bridge().setCallPinned({ id, isPinned: !isPinned });
}
