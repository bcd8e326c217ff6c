import type { MessageKey, MessageValues } from '../shared/i18n/translate.ts';

/** Why DialPop cannot start, as a key of the catalogue: the texts are only loaded if one is needed. */
export interface StartProblem {
  key: Extract<MessageKey, `start.problem.${string}`>;
  values: MessageValues;
}
