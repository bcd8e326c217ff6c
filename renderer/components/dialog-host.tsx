import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { ModalDialog } from './modal-dialog.tsx';

/** What a dialog is told of itself. */
export interface HostedDialog {
  isOpen: boolean;
  onClose: () => void;
}

type Render = (dialog: HostedDialog) => ReactNode;
type ShowDialog = (name: string, render: Render) => void;

interface Hosted {
  id: number;
  name: string;
  render: Render;
  isOpen: boolean;
}

const DialogContext = createContext<ShowDialog>(() => {});

/**
 * Shows a dialog above the views: what is typed or told in it outlives a change of the view, as by a click on a popup.
 * One of the same name that is open already stays as it is.
 */
export const useShowDialog = (): ShowDialog => useContext(DialogContext);

export function DialogHost({ children }: { children: ReactNode }) {
  const [hosted, setHosted] = useState<readonly Hosted[]>([]);
  const lastId = useRef(0);
  const show = useCallback((name: string, render: Render) => {
    lastId.current += 1;
    const dialog = { id: lastId.current, name, render, isOpen: true };
    setHosted((before) => {
      // One that is closed stayed until now, so that it could give the focus back.
      const open = before.filter(({ isOpen }) => isOpen);
      return open.some((other) => other.name === name) ? before : [...open, dialog];
    });
  }, []);
  const close = (id: number) =>
    setHosted((before) => before.map((dialog) => (dialog.id === id ? { ...dialog, isOpen: false } : dialog)));
  return (
    <DialogContext value={show}>
      {children}
      {hosted.map(({ id, render, isOpen }) => (
        // One that fails leaves the views, and what is typed in them, alone.
        <ErrorBoundary
          key={id}
          frame={(failure) => (
            <ModalDialog isOpen={isOpen} name={t('failure.title')} onClose={() => close(id)}>
              {failure}
            </ModalDialog>
          )}
        >
          <Rendered render={render} dialog={{ isOpen, onClose: () => close(id) }} />
        </ErrorBoundary>
      ))}
    </DialogContext>
  );
}

/** Renders inside its boundary: what is thrown while a view calls `render` itself would be the host's failure. */
const Rendered = ({ render, dialog }: { render: Render; dialog: HostedDialog }): ReactNode => render(dialog);

interface Question {
  title: string;
  text: string;
  /** The button that does it, named for what it does. */
  confirm: string;
  onConfirm: () => void;
}

/** Asks before something that can not be taken back, above the views. */
export function useConfirm(): (question: Question) => void {
  const show = useShowDialog();
  return useCallback(
    ({ onConfirm, ...texts }: Question) =>
      show('question', ({ isOpen, onClose }) => (
        <ConfirmDialog
          {...texts}
          isOpen={isOpen}
          onConfirm={() => {
            onClose();
            onConfirm();
          }}
          onCancel={onClose}
        />
      )),
    [show],
  );
}
