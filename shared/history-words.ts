import { type MessageKey, t } from './i18n/translate.ts';

/** Why something is not done that was meant for another history; a code and no sentence. */
export const historyReplaced = 'history_replaced';

/** SQLite's messages that have better words, and our own codes. */
const words: Readonly<Record<string, MessageKey>> = {
  'database or disk is full': 'history.failure.full',
  'database is locked': 'history.failure.locked',
  'attempt to write a readonly database': 'history.failure.readonly',
  [historyReplaced]: 'history.failure.replaced',
};

/** Why the history could not be read or written, to follow a colon; an unknown reason stays as it is. */
export function describeHistoryFailure(detail: string): string {
  const key = words[detail];
  return key === undefined ? detail : t(key);
}
