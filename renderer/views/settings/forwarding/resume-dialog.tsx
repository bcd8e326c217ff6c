import { type ForwardTarget, mostCounted } from '../../../../shared/forwarding.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import type { HostedDialog } from '../../../components/dialog-host.tsx';
import { ModalDialog } from '../../../components/modal-dialog.tsx';

interface Props extends HostedDialog {
  /** The target to be turned on. */
  target: ForwardTarget;
  waiting: number;
  onResume: (beginsNow: boolean) => void;
}

/** Asks what becomes of the requests that came while a target was off. */
export function ResumeDialog({ isOpen, target, waiting, onResume, onClose }: Props) {
  const isMore = waiting >= mostCounted ? 'yes' : 'no';
  return (
    <ModalDialog isOpen={isOpen} name={t('forwarding.resume.title')} onClose={onClose}>
      <h2>{t('forwarding.resume.title')}</h2>
      <p>{t('forwarding.resume.text', { name: target.name, count: waiting, isMore })}</p>
      <div className="dialog-actions">
        <button type="button" className="button button-quiet" onClick={onClose}>
          {t('dialog.cancel')}
        </button>
        <button type="button" className="button" onClick={() => onResume(true)}>
          {t('forwarding.resume.beginNow')}
        </button>
        <button type="button" className="button button-primary" onClick={() => onResume(false)}>
          {t('forwarding.resume.deliver')}
        </button>
      </div>
    </ModalDialog>
  );
}
