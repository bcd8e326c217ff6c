import { Pencil, Trash2 } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { maximumSavedNameLength, type SavedMessage } from '../../shared/composer/draft.ts';
import { t } from '../../shared/i18n/translate.ts';
import { isKey } from '../actions/keys.ts';
import { FieldError } from '../components/field-error.tsx';
import { useOneAtATime } from '../hooks/use-one-at-a-time.ts';
import { StartButton, StartGroup } from './start-list.tsx';
import type { ComposerState } from './use-composer.ts';
import { useFocusWhenShown, useSavedMessages } from './use-saved-messages.ts';

interface Props {
  composer: ComposerState;
  savedMessages: SavedMessage[];
}

/** The messages a person saved: to begin with, to rename, to delete. */
export function SavedList({ composer, savedMessages }: Props) {
  const { failure, deleted, isFresh, rename, remove, undo } = useSavedMessages();
  const [renamedId, setRenamedId] = useState<string | null>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useFocusWhenShown(isFresh, () => undoButton.current);
  const focusRow = (id: string) =>
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-saved="${CSS.escape(id)}"] button`)?.focus(),
    );
  const bringBack = useOneAtATime(async (id: string) => {
    if (deleted !== null) await undo(deleted);
    focusRow(id);
  });
  const endRenaming = (id: string) => {
    setRenamedId(null);
    focusRow(id);
  };
  const saveName = useOneAtATime(async (id: string, name: string) => {
    // The field stays with what is typed in it until that is saved.
    if (await rename(id, name)) endRenaming(id);
  });
  return (
    <div ref={list}>
      <StartGroup title={t('composer.saved')}>
        {savedMessages.map((message) => (
          <li key={message.id} className="saved-row" data-saved={message.id}>
            {message.id === renamedId ? (
              <RenameForm
                name={message.name}
                onRename={(name) => void saveName(message.id, name)}
                onCancel={() => endRenaming(message.id)}
              />
            ) : (
              <>
                <StartButton
                  text={message.name}
                  isChosen={composer.start.kind === 'saved' && composer.start.id === message.id}
                  isTabStop={composer.start.kind === 'saved' && composer.start.id === message.id}
                  onChoose={() => composer.chooseSaved(message)}
                />
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('composer.rename', { name: message.name })}
                  title={t('composer.rename', { name: message.name })}
                  onClick={() => setRenamedId(message.id)}
                >
                  <Pencil aria-hidden />
                </button>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('composer.delete', { name: message.name })}
                  title={t('composer.delete', { name: message.name })}
                  onClick={() => void remove(message)}
                >
                  <Trash2 aria-hidden />
                </button>
              </>
            )}
          </li>
        ))}
      </StartGroup>
      {savedMessages.length === 0 && deleted === null ? <p className="saved-none">{t('composer.savedNone')}</p> : null}
      {deleted === null ? null : (
        <p className="saved-none" role="status">
          {t('composer.deleted', { name: deleted.message.name })}{' '}
          <button
            ref={undoButton}
            type="button"
            className="link-button"
            onClick={() => void bringBack(deleted.message.id)}
          >
            {t('toast.undo')}
          </button>
        </p>
      )}
      <FieldError text={failure} />
    </div>
  );
}

interface RenameFormProps {
  name: string;
  onRename: (name: string) => void;
  onCancel: () => void;
}

function RenameForm({ name, onRename, onCancel }: RenameFormProps) {
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  useFocusWhenShown(true, () => input.current);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') onCancel();
    else onRename(text.trim());
  };
  const cancel = (event: KeyboardEvent) => {
    if (!isKey(event, 'Escape')) return;
    // Only the renaming ends, not the composer.
    event.preventDefault();
    onCancel();
  };
  return (
    <form className="rename-form" onSubmit={submit}>
      <input
        ref={input}
        className="input"
        type="text"
        autoComplete="off"
        aria-label={t('composer.rename', { name })}
        maxLength={maximumSavedNameLength}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={cancel}
      />
    </form>
  );
}
