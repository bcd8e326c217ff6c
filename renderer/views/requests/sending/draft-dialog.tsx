import { Send } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { keyName } from '../../../actions/key-names.ts';
import { hasMod, isKey } from '../../../actions/keys.ts';
import { isMac } from '../../../actions/use-action.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import type { HostedDialog } from '../../../components/dialog-host.tsx';
import { ModalDialog } from '../../../components/modal-dialog.tsx';
import { DraftAnswer } from './draft-answer.tsx';
import { DraftFields } from './draft-fields.tsx';
import { DraftVerdict } from './draft-verdict.tsx';
import { useDraft } from './use-draft.ts';
import '../../../styles/draft.css';

interface Props extends HostedDialog {
  request: RequestDetail;
  onShow: (requestId: number) => void;
}

/** A stored request to edit and send again, with what the listener will say of it and what it said. */
export default function DraftDialog({ isOpen, request, onShow, onClose }: Props) {
  // No state: a key pressed right after another must know what that one changed.
  const hasUnsent = useRef(false);
  // What the question holds up; null while nothing is asked.
  const [held, setHeld] = useState<{ leave: () => void } | null>(null);
  const askAnd = (leave: () => void) => {
    if (hasUnsent.current) setHeld({ leave });
    else leave();
  };
  const close = () => askAnd(onClose);
  return (
    <>
      <ModalDialog isOpen={isOpen} name={t('draft.title')} className="sending-dialog" onClose={close}>
        <DraftEditor
          request={request}
          hasUnsent={hasUnsent}
          onShow={(id) =>
            askAnd(() => {
              onClose();
              onShow(id);
            })
          }
          onClose={close}
        />
      </ModalDialog>
      <ConfirmDialog
        isOpen={held !== null}
        title={t('draft.discardTitle')}
        text={t('draft.discardText')}
        confirm={t('draft.discard')}
        onCancel={() => setHeld(null)}
        onConfirm={() => {
          setHeld(null);
          held?.leave();
        }}
      />
    </>
  );
}

interface EditorProps {
  request: RequestDetail;
  /** Kept true to whether something was changed and not sent. */
  hasUnsent: RefObject<boolean>;
  /** Asks first where something would be lost. */
  onClose: () => void;
  /** Asks first as well: it closes the editor. */
  onShow: (requestId: number) => void;
}

function DraftEditor({ request, hasUnsent, onClose, onShow }: EditorProps) {
  const editor = useDraft(request);
  const bodyField = useRef<HTMLTextAreaElement>(null);
  const { state, problems, send } = editor;
  useLayoutEffect(() => {
    hasUnsent.current = editor.hasUnsent;
    return () => {
      hasUnsent.current = false;
    };
  }, [hasUnsent, editor.hasUnsent]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isKey(event, 'Enter') || !hasMod(event.nativeEvent, isMac)) return;
    event.preventDefault();
    void send();
  };
  return (
    <form className="draft" onSubmit={submit} onKeyDown={onKeyDown} noValidate aria-label={t('draft.title')}>
      <h2>{t('draft.title')}</h2>
      <div className="sending-scroller">
        <DraftFields request={request} editor={editor} bodyField={bodyField} />
      </div>
      <DraftVerdict editor={editor} bodyField={bodyField} />
      <DraftAnswer state={state} onShow={onShow} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {t('dialog.close')}
        </button>
        <button
          type="submit"
          className="button button-primary"
          disabled={problems.length > 0 || state.status === 'sending'}
        >
          <Send aria-hidden />
          {t(state.status === 'answered' ? 'draft.sendAgain' : 'draft.send')}
          <kbd>{keyName('Mod+Enter')}</kbd>
        </button>
      </div>
    </form>
  );
}
