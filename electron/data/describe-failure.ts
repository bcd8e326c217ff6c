import { t } from '../../shared/i18n/translate.ts';
import type { TaskFailure } from './data-task.ts';

/** Why a task failed, in a sentence; the system's own words where there is no better one. */
export function describeFailure({ code, detail }: TaskFailure, file: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return t('data.failure.full');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return t('data.failure.forbidden', { file });
    case 'ENOENT':
    case 'ENOTDIR':
      return t('data.failure.gone', { file });
    case 'not_a_backup':
      return t('data.failure.notABackup', { file });
    case 'damaged':
      return t('data.failure.damaged', { file });
    case 'file_too_large':
      return t('takeAway.failure.fileTooLarge');
    case 'no_request_file':
      return t('takeAway.failure.noRequestFile', { file });
    case 'too_many_requests':
      return t('takeAway.failure.tooMany');
    case 'not_stored':
      return t('takeAway.failure.notStored', { detail });
    case 'restore_under_way':
      return t('takeAway.failure.restoring');
    case 'not_a_file':
      return t('takeAway.failure.notAFile', { file });
    case 'newer_version':
      return t('data.failure.newer', { file });
    default:
      return t('data.failure.other', { detail });
  }
}
