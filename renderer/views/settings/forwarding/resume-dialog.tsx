import { type ForwardTarget, mostCounted } from '../../../../shared/forwarding.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { ModalDialog } from '../../../components/modal-dialog.tsx';

interface Props {
  /** The target to be turned on; null while there is none. */
  target: ForwardTarget | null;
  waiting: number;
  onResume: (target: ForwardTarget, beginsNow: boolean) => void;
  onCancel: () => void;
}

/** Asks what becomes of the requests that came while a target was off. */
export function ResumeDialog({ target, waiting, onResume, onCancel }: Props) {
  const isMore = waiting >= mostCounted ? 'yes' : 'no';
  return (
    <ModalDialog isOpen={target !== null} name={t('forwarding.resume.title')} onClose={onCancel}>
      {target === null ? null : (
        <>
          <h2>{t('forwarding.resume.title')}</h2>
          <p>{t('forwarding.resume.text', { name: target.name, count: waiting, isMore })}</p>
          <div className="dialog-actions">
            <button type="button" className="button button-quiet" onClick={onCancel}>
              {t('dialog.cancel')}
            </button>
            <button type="button" className="button" onClick={() => onResume(target, true)}>
              {t('forwarding.resume.beginNow')}
            </button>
            <button type="button" className="button button-primary" onClick={() => onResume(target, false)}>
              {t('forwarding.resume.deliver')}
            </button>
          </div>
        </>
      )}
    </ModalDialog>
  );
}
