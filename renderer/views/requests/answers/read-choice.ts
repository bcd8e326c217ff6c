import { type AnswerChoice, longestDelayMs, mostChosenRequests } from '../../../../shared/answer-control.ts';
import { t } from '../../../../shared/i18n/translate.ts';

/** The choice as it is typed. */
export interface ChoiceDraft {
  /** Empty for DialPop's own. */
  status: string;
  delay: string;
  requests: string;
}

export type ReadChoice = { ok: true; choice: AnswerChoice } | { ok: false; field: keyof ChoiceDraft; message: string };

/** What was typed as a choice, or what is wrong with it, and in which field. */
export function readChoice(draft: ChoiceDraft): ReadChoice {
  const wrong = (field: keyof ChoiceDraft, message: string): ReadChoice => ({ ok: false, field, message });
  const status = draft.status.trim() === '' ? null : readNumber(draft.status, /^\d{3}$/);
  if (status !== null && !(status >= 200 && status <= 599)) return wrong('status', t('answers.invalid.status'));
  const delayMs = Math.round(
    readNumber(draft.delay.trim() === '' ? '0' : draft.delay, /^\d{1,2}([.,]\d{1,3})?$/) * 1000,
  );
  if (!(delayMs <= longestDelayMs)) return wrong('delay', t('answers.invalid.delay', { most: longestDelayMs / 1000 }));
  const requests = readNumber(draft.requests, /^\d{1,3}$/);
  if (!(requests >= 1 && requests <= mostChosenRequests)) {
    return wrong('requests', t('answers.invalid.requests', { most: mostChosenRequests }));
  }
  if (status === null && delayMs === 0) return wrong('status', t('answers.invalid.nothing'));
  return { ok: true, choice: { status, delayMs, requests } };
}

/** NaN for what is not written in that form. */
const readNumber = (text: string, form: RegExp): number =>
  form.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN;
