import { t } from '../../shared/i18n/translate.ts';
import type { BackupContents } from '../../shared/jobs.ts';
import { bridge } from '../bridge.ts';
import { formatDayAndClock } from '../format/time.ts';
import { useAttempt } from '../hooks/use-attempt.ts';
import { ModalDialog } from './modal-dialog.tsx';

/** Says what a backup holds and what it replaces, before it does. */
export function RestoreDialog({ backup }: { backup: BackupContents | null }) {
  const attempt = useAttempt();
  const cancel = () => attempt(() => bridge().cancelJob());
  return (
    <ModalDialog isOpen={backup !== null} name={t('restore.askTitle')} onClose={cancel}>
      {backup === null ? null : (
        <>
          <h2>{t('restore.askTitle')}</h2>
          <div className="dialog-text">
            <p className="dialog-file">{backup.file}</p>
            <p>
              {describeOrigin(backup)} {describeCalls(backup)}
            </p>
            <p>{t(backup.hasSettings ? 'restore.replaces' : 'restore.replacesHistory')}</p>
            <p>{t('restore.keeps')}</p>
          </div>
          <div className="dialog-actions">
            <button type="button" className="button" onClick={cancel}>
              {t('dialog.cancel')}
            </button>
            <button
              type="button"
              className="button button-danger"
              onClick={() => attempt(() => bridge().confirmRestore())}
            >
              {t('restore.confirm')}
            </button>
          </div>
        </>
      )}
    </ModalDialog>
  );
}

function describeOrigin({ createdAt, appVersion }: BackupContents): string {
  if (createdAt === null || appVersion === null) return t('restore.madeUnknown');
  return t('restore.made', { time: formatDayAndClock(createdAt), version: appVersion });
}

function describeCalls({ calls, newestAt }: BackupContents): string {
  if (newestAt === null) return t('restore.holds', { calls });
  return t('restore.holdsUntil', { calls, time: formatDayAndClock(newestAt) });
}
