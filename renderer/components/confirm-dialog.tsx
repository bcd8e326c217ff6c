import { useId } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { ModalDialog } from './modal-dialog.tsx';

interface Props {
  isOpen: boolean;
  title: string;
  text: string;
  /** The button that does it, named for what it does. */
  confirm: string;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something that can not be taken back. */
export function ConfirmDialog({ isOpen, title, text, confirm, onConfirm, onCancel }: Props) {
  const id = useId();
  return (
    <ModalDialog isOpen={isOpen} name={title} describedBy={`${id}-text`} isQuestion onClose={onCancel}>
      <h2>{title}</h2>
      <p id={`${id}-text`}>{text}</p>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onCancel}>
          {t('dialog.cancel')}
        </button>
        <button type="button" className="button button-danger" onClick={onConfirm}>
          {confirm}
        </button>
      </div>
    </ModalDialog>
  );
}
