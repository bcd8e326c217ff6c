import { useCallback } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { useToast } from '../components/toasts.tsx';
import { describeFailure } from '../format/failure.ts';

interface AttemptOptions {
  /** The sentence for a failure; a general one without it. */
  failed?: (reason: string) => string;
  /** Shows again what is true where it failed. */
  takeBack?: () => unknown;
  /** What a button on the notice does; by itself there is none. */
  undo?: () => void;
}

/** Does something that can fail, and goes on at once. */
export type Attempt = (work: () => Promise<unknown>, options?: AttemptOptions) => void;

/**
 * For what a press of a button or a key does through the main process: a failure, thrown or answered, is told in a
 * notice, and what was shown ahead of it is taken back.
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

/** The message of an answer that says no; null for any other. */
function refusalIn(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer) || answer.ok !== false) return null;
  return 'message' in answer ? String(answer.message) : '';
}
