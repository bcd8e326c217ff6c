import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { isKey } from '../actions/keys.ts';
import { focusView } from '../hooks/use-focus-when-lost.ts';
import { LiveRegion, useLiveRegion } from './announcer.tsx';
import { enterDialog } from './open-dialogs.ts';

interface Props {
  isOpen: boolean;
  /** Its name for screen readers. */
  name: string;
  /** Id of what describes it for screen readers. */
  describedBy?: string;
  className?: string;
  /** A question has to be answered: a click beside it does not close it. */
  isQuestion?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/**
 * The browser's own dialog: it makes the rest inert, holds the focus and gives it back to
 * where it was, and needs no injected style. Its first field gets the focus; Escape and a
 * click beside it close it. What is in it exists only while it is open.
 */
export function ModalDialog(props: Props) {
  const { isOpen, name, describedBy, className = '', isQuestion = false, onClose, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const { text, speak } = useLiveRegion();
  useEffect(() => {
    const shown = dialog.current;
    if (!isOpen || shown === null) return;
    shown.showModal();
    const leave = enterDialog(speak);
    // The browser picks the first thing that can be focused at all, which may be a box around the field.
    // Of radio buttons it is the one that is chosen.
    shown.querySelector<HTMLInputElement>('input:not([type=radio]), input:checked')?.focus();
    return () => {
      leave();
      shown.close();
      // What had the focus before may have gone with its view.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) focusView();
      });
      // A later dialog does not begin with what this one said.
      speak('');
    };
  }, [isOpen, speak]);
  const isPressedBeside = useRef(false);
  const closeOnBackdrop = (event: MouseEvent<HTMLDialogElement>) => {
    if (!isQuestion && isPressedBeside.current && isBeside(event)) onClose();
  };
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-label={name}
      aria-describedby={describedBy}
      onPointerDown={(event) => {
        isPressedBeside.current = isBeside(event);
      }}
      onClick={closeOnBackdrop}
      onKeyDown={(event) => closeOnEscape(event, onClose)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {isOpen ? <div className="dialog-body">{children}</div> : null}
      <LiveRegion text={text} />
    </dialog>
  );
}

/**
 * Whether the pointer is on the backdrop. The dialog is the target also for its padding, and for a click that begins
 * inside and ends outside, such as one that selects text, so only the coordinates can tell.
 */
function isBeside({ target, currentTarget, clientX, clientY }: MouseEvent<HTMLDialogElement>): boolean {
  if (target !== currentTarget) return false;
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}

/**
 * Escape in a dialog is the dialog's: what is around it in the page does not see it. Left to the browser, a second
 * one would close the dialog without asking.
 */
function closeOnEscape(event: KeyboardEvent<HTMLDialogElement>, onClose: () => void): void {
  const isOwn = event.target instanceof Element && event.target.closest('dialog') === event.currentTarget;
  if (!isKey(event, 'Escape') || event.defaultPrevented || !isOwn) return;
  event.preventDefault();
  onClose();
}
