import { useEffect, useId, useRef } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { closeOnEscape } from './modal-dialog.tsx';

interface Props {
  isOpen: boolean;
  title: string;
  text: string;
  /** The button that does it, named for what it does. */
  confirm: string;
  onConfirm: () => void;
  onCancel: () => void;
}

/**
 * Asks before something that can not be taken back. The browser's own dialog: it holds
 * the focus, makes the rest inert, and needs no injected style, which the CSP forbids.
 */
export function ConfirmDialog({ isOpen, title, text, confirm, onConfirm, onCancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onKeyDown={(event) => closeOnEscape(event, onCancel)}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <p id={`${id}-text`}>{text}</p>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onCancel}>
          {t('dialog.cancel')}
        </button>
        <button type="button" className="button button-danger" onClick={onConfirm}>
          {confirm}
        </button>
      </div>
    </dialog>
  );
}
