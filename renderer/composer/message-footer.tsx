import { Save, Send } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import {
  maximumSavedMessages,
  maximumSavedNameLength,
  type SavedMessage,
  savedMessageSchema,
} from '../../shared/composer/draft.ts';
import { t } from '../../shared/i18n/translate.ts';
import type { ComposedAnswer } from '../../shared/ipc/composer.ts';
import { spellDeceiving } from '../../shared/plain-text.ts';
import { keyName } from '../actions/key-names.ts';
import { isKey } from '../actions/keys.ts';
import { useOneAtATime } from '../hooks/use-one-at-a-time.ts';
import type { ComposerState } from './use-composer.ts';
import { useFocusWhenShown, useSavedMessages } from './use-saved-messages.ts';

interface Props {
  composer: ComposerState;
  savedMessages: SavedMessage[];
  sendButton: RefObject<HTMLButtonElement | null>;
  canSend: boolean;
  answer: ComposedAnswer | null;
  onSend: () => void;
}

/** Sends the message and tells how it was answered; saves it under a name. */
export function MessageFooter({ composer, savedMessages, sendButton, canSend, answer, onSend }: Props) {
  const [isNaming, setNaming] = useState(false);
  const saveButton = useRef<HTMLButtonElement>(null);
  const endNaming = () => {
    setNaming(false);
    requestAnimationFrame(() => saveButton.current?.focus());
  };
  return (
    <footer className="composer-footer">
      <Answer answer={answer} />
      {isNaming ? (
        <SaveForm composer={composer} onDone={endNaming} />
      ) : (
        <SaveButtons
          composer={composer}
          savedMessages={savedMessages}
          saveButton={saveButton}
          onName={() => setNaming(true)}
        />
      )}
      <button
        ref={sendButton}
        type="button"
        className="button button-primary"
        title={keyName('Mod+Enter')}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        disabled={!canSend}
        onClick={onSend}
      >
        <Send aria-hidden />
        {t('composer.send')}
      </button>
    </footer>
  );
}

/** Told where it is shown: while the dialog is open, nothing outside of it is heard. */
function Answer({ answer }: { answer: ComposedAnswer | null }) {
  const isGood = answer?.ok === true && answer.status < 300;
  return (
    <p className={`composer-answer ${isGood ? 'is-good' : 'is-bad'}`} role="status">
      {answer === null ? null : answer.ok ? (
        <>
          <span>
            {t('composer.answered', { status: String(answer.status), milliseconds: Math.round(answer.tookMs) })}
          </span>
          <code title={spellDeceiving(answer.body)}>
            {answer.body === '' ? t('composer.answeredNothing') : spellDeceiving(answer.body)}
          </code>
        </>
      ) : (
        t('composer.notSent', { reason: answer.message })
      )}
    </p>
  );
}

interface SaveButtonsProps {
  composer: ComposerState;
  savedMessages: SavedMessage[];
  saveButton: RefObject<HTMLButtonElement | null>;
  onName: () => void;
}

function SaveButtons({ composer: { start, draft, hasNewIds }, savedMessages, saveButton, onName }: SaveButtonsProps) {
  const { failure, isSaved, update } = useSavedMessages();
  const saved = start.kind === 'saved' ? savedMessages.find(({ id }) => id === start.id) : undefined;
  const isFull = savedMessages.length >= maximumSavedMessages;
  return (
    <div className="composer-save">
      {failure === null ? null : (
        <span className="field-error" role="alert">
          {failure}
        </span>
      )}
      <span className="confirmation">{isSaved ? t('settings.saved') : ''}</span>
      {saved === undefined ? null : (
        <button
          type="button"
          className="button"
          aria-label={t('composer.updateNamed', { name: saved.name })}
          title={t('composer.updateNamed', { name: saved.name })}
          onClick={() => void update(saved.id, { draft, hasNewIds })}
        >
          {t('composer.update')}
        </button>
      )}
      <button
        ref={saveButton}
        type="button"
        className="button"
        disabled={isFull}
        title={isFull ? t('composer.savedMost', { count: maximumSavedMessages }) : undefined}
        onClick={onName}
      >
        <Save aria-hidden />
        {t('composer.save')}
      </button>
    </div>
  );
}

function SaveForm({ composer, onDone }: { composer: ComposerState; onDone: () => void }) {
  const { failure, save } = useSavedMessages();
  const [id] = useState(() => crypto.randomUUID());
  const [name, setName] = useState('');
  const [isTooLarge, setTooLarge] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useFocusWhenShown(true, () => input.current);
  const submit = useOneAtATime(async () => {
    const { draft, hasNewIds, noteSaved } = composer;
    const message = { id, name: name.trim(), hasNewIds, draft };
    if (message.name === '') return;
    if (!savedMessageSchema.safeParse(message).success) {
      setTooLarge(true);
      return;
    }
    if (!(await save(message))) return;
    noteSaved(message.id);
    onDone();
  });
  const cancel = (event: KeyboardEvent) => {
    if (!isKey(event, 'Escape')) return;
    // Only the naming ends, not the composer.
    event.preventDefault();
    onDone();
  };
  const problem = isTooLarge ? t('composer.tooLarge') : failure;
  return (
    <form
      className="composer-save"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      {problem === null ? null : (
        <span className="field-error" role="alert">
          {problem}
        </span>
      )}
      <input
        ref={input}
        className="input"
        type="text"
        autoComplete="off"
        aria-label={t('composer.saveName')}
        placeholder={t('composer.saveNamePlaceholder')}
        maxLength={maximumSavedNameLength}
        value={name}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={cancel}
      />
      <button type="submit" className="button" disabled={name.trim() === ''}>
        {t('settings.save')}
      </button>
    </form>
  );
}
