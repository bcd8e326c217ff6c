import { useMutation } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { type RefObject, useId } from 'react';
import { composeMessage } from '../../shared/composer/compose-message.ts';
import { type Draft, encodings, type SavedMessage } from '../../shared/composer/draft.ts';
import { addField, removeField, setValue } from '../../shared/composer/edit-draft.ts';
import { judgeDraft, wrongPaths } from '../../shared/composer/judge-draft.ts';
import { t } from '../../shared/i18n/translate.ts';
import { bridge } from '../bridge.ts';
import { Select } from '../components/select.tsx';
import { describeFailure } from '../format/failure.ts';
import { AddField } from './add-field.tsx';
import { FieldEditor } from './field-editor.tsx';
import { MessageFooter } from './message-footer.tsx';
import { MessagePreview, VerdictNote } from './message-preview.tsx';
import type { ComposerState } from './use-composer.ts';

interface Props {
  composer: ComposerState;
  savedMessages: SavedMessage[];
  sendButton: RefObject<HTMLButtonElement | null>;
}

/** One message: its fields, what they make, and how it was answered. */
export function MessagePanel({ composer, savedMessages, sendButton }: Props) {
  const { draft, setDraft, noteSent } = composer;
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (sent: Draft) => bridge().sendComposed({ draft: sent }),
    onSuccess: (answer) => {
      if (answer.ok) noteSent();
    },
  });
  const composed = composeMessage(draft);
  const verdict = judgeDraft(draft, composed);
  const wrong = wrongPaths(verdict);
  return (
    <>
      <div className="composer-body">
        <div className="composer-foretold">
          <VerdictNote verdict={verdict} />
        </div>
        <div className="composer-form">
          <MessageOptions composer={composer} />
          <section className="composer-fields" aria-label={t('composer.fields')}>
            {draft.fields.map(({ name, value }, index) => (
              <FieldEditor
                // biome-ignore lint/suspicious/noArrayIndexKey: a field is known by its place; names may come twice
                key={index}
                name={name}
                value={value}
                wrong={wrong}
                onChange={(next) => setDraft(setValue(draft, index, next))}
                onRemove={() => setDraft(removeField(draft, index))}
              />
            ))}
          </section>
          <AddField draft={draft} onAdd={(name) => setDraft(addField(draft, name))} />
        </div>
        <div className="composer-preview">{composed.ok ? <MessagePreview message={composed.message} /> : null}</div>
      </div>
      <MessageFooter
        composer={composer}
        savedMessages={savedMessages}
        sendButton={sendButton}
        canSend={composed.ok}
        answer={error === null ? (data ?? null) : { ok: false, message: describeFailure(error) }}
        // Not disabled meanwhile: that would take the focus from it.
        onSend={() => !isPending && mutate(draft)}
      />
    </>
  );
}

/** How it is sent, and whose call it is. */
function MessageOptions({ composer }: { composer: ComposerState }) {
  const { draft, setDraft, hasNewIds, setHasNewIds, renewIds } = composer;
  const id = useId();
  return (
    <div className="composer-options">
      <label htmlFor={`${id}-encoding`}>{t('composer.encoding')}</label>
      <Select
        id={`${id}-encoding`}
        value={draft.encoding}
        options={encodings.map((encoding) => ({ value: encoding, text: t(`composer.encoding.${encoding}`) }))}
        onChange={(encoding) => setDraft({ ...draft, encoding })}
      />
      <label className="composer-check">
        <input
          type="checkbox"
          checked={hasNewIds}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => setHasNewIds(target.checked)}
        />
        {t('composer.newCall')}
      </label>
      <button type="button" className="button button-quiet" onClick={renewIds}>
        <RefreshCw aria-hidden />
        {t('composer.newIds')}
      </button>
      <p id={`${id}-hint`} className="composer-hint">
        {t('composer.newCallHint')}
      </p>
    </div>
  );
}
