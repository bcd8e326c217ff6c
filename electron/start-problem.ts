import type { MessageKey, MessageValues } from '../shared/i18n/translate.ts';

/** Why DialPop cannot start, as a text of the catalogue: the texts are only loaded where one is needed. */
export interface StartProblem {
  key: Extract<MessageKey, `start.problem.${string}`>;
  values: MessageValues;
}
