import type { AnswerControl, ChosenAnswer } from './answer-control.ts';
import { t } from './i18n/translate.ts';

/** A chosen answer in words: the status, the delay, or both. */
export function describeChosenAnswer({ status, delayMs }: ChosenAnswer): string {
  const seconds = delayMs / 1000;
  if (status === null) return t('answers.delayOnly', { seconds });
  return delayMs === 0
    ? t('answers.statusOnly', { status: String(status) })
    : t('answers.both', { status: String(status), seconds });
}

/** What is on, in one sentence. */
export const describeAnswerControl = (control: AnswerControl): string =>
  t('answers.on', { count: control.left, answer: describeChosenAnswer(control) });
