import { type MessageKey, t } from './i18n/translate.ts';

/** What SQLite says, where there are better words for it. */
const words: Readonly<Record<string, MessageKey>> = {
  'database or disk is full': 'history.failure.full',
  'database is locked': 'history.failure.locked',
  'attempt to write a readonly database': 'history.failure.readonly',
};

/** Why the history could not be written or read, in words that go behind a colon; as it came where it is nothing known. */
export function describeHistoryFailure(detail: string): string {
  const key = words[detail];
  return key === undefined ? detail : t(key);
}
