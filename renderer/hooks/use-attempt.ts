import { useCallback } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { useToast } from '../components/toasts.tsx';
import { describeFailure } from '../format/failure.ts';

interface AttemptOptions {
  /** The sentence for a failure; a general one if left out. */
  failed?: (reason: string) => string;
  /** Called after a failure, to show the true state again. */
  takeBack?: () => unknown;
  /** What a button on the notice does; without it there is no button. */
  undo?: () => void;
}

/** Starts something that can fail, without waiting for it. */
export type Attempt = (work: () => Promise<unknown>, options?: AttemptOptions) => void;

/**
 * For buttons and keys that act through the main process: a notice reports a failure, thrown or returned, and whatever
 * was shown in advance is taken back.
 */
export function useAttempt(): Attempt {
  const toast = useToast();
  return useCallback(
    (work, options = {}) => {
      void run(work, options, (text, undo) =>
        toast({ text, tone: 'problem', ...(undo === undefined ? {} : { undo }) }),
      );
    },
    [toast],
  );
}

type Tell = (text: string, undo: AttemptOptions['undo']) => void;

async function run(work: () => Promise<unknown>, options: AttemptOptions, tell: Tell): Promise<void> {
  const { failed = (reason: string) => t('failure.notDone', { reason }), takeBack, undo } = options;
  try {
    const refusal = refusalIn(await work());
    if (refusal === null) return;
    tell(failed(refusal), undo);
  } catch (error) {
    tell(failed(describeFailure(error)), undo);
  }
  await takeBack?.();
}

/** The message of a result that reports a failure; null for any other. */
function refusalIn(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer) || answer.ok !== false) return null;
  return 'message' in answer ? String(answer.message) : '';
}
