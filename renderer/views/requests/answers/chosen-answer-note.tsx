import { describeChosenAnswer } from '../../../../shared/answer-control-words.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';

/** Says of a request that a person chose its answer. */
export function ChosenAnswerNote({ request: { trace } }: { request: RequestDetail }) {
  const chosen = trace?.answer.chosen;
  if (chosen === undefined) return null;
  return <p className="card card-note">{t('answers.wasChosen', { answer: describeChosenAnswer(chosen) })}</p>;
}
