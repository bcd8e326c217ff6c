import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';

interface Props {
  isOpen: boolean;
  /** Its name for screen readers. */
  name: string;
  className?: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * The browser's own dialog: it makes the rest inert, holds the focus and gives it back to
 * where it was, and needs no injected style. Its first field gets the focus; Escape and a
 * click beside it close it. What is in it exists only while it is open.
 */
export function ModalDialog({ isOpen, name, className = '', onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    if (!isOpen || shown === null) return;
    shown.showModal();
    // The browser picks the first thing that can be focused at all, which may be a box around the field.
    // Of radio buttons it is the one that is chosen.
    shown.querySelector<HTMLInputElement>('input:not([type=radio]), input:checked')?.focus();
    return () => shown.close();
  }, [isOpen]);
  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for it is Escape, which the dialog has
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-label={name}
      onClick={closeOnBackdrop}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {isOpen ? <div className="dialog-body">{children}</div> : null}
    </dialog>
  );
}
