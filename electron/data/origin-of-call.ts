import type { CallSummary } from '../../shared/calls.ts';

/** How a call began; of one that is not TeleCMI's, how DialPop made it: `replayed`, `edited` or `composed`. */
export function originOfCall({ origin, isClickToCall }: Pick<CallSummary, 'origin' | 'isClickToCall'>): string {
  if (origin !== 'received') return origin;
  return isClickToCall ? 'click2call' : 'dialled';
}
