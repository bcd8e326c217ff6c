import { t } from '../../shared/i18n/translate.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import { messageOf } from '../error-message.ts';

/** Longest part of an error's own words that is shown. */
const longestDetail = 160;

/**
 * What is told of a request that got no answer.
 *
 * @param ended who ended it where it did not fail by itself
 * @param timeoutMs how long was waited
 */
export function describeSendFailure(
  error: unknown,
  ended: 'cancelled' | 'timed_out' | null,
  timeoutMs: number,
): string {
  if (ended === 'cancelled') return t('sending.failed.cancelled');
  if (ended === 'timed_out') return t('sending.failed.timedOut', { seconds: timeoutMs / 1000 });
  const code = codeOf(error);
  if (code.startsWith('HPE_')) return t('sending.failed.notHttp');
  switch (code) {
    case 'ECONNREFUSED':
      return t('sending.failed.refused');
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return t('sending.failed.nameNotFound');
    case 'ECONNRESET':
    case 'EPIPE':
      return t('sending.failed.closed');
    case 'ETIMEDOUT':
      return t('sending.failed.noConnection');
    case 'ERR_INVALID_CHAR':
    case 'ERR_INVALID_HTTP_TOKEN':
    case 'ERR_UNESCAPED_CHARACTERS':
    case 'ERR_INVALID_URL':
      return t('sending.failed.notHttpText');
    default:
      return t('sending.failed.other', { detail: toPlainText(messageOf(error) || code, longestDetail) });
  }
}

/** A connection that was tried at several addresses fails with one error for each. */
function codeOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && 'code' in first ? String(first.code) : '';
}
