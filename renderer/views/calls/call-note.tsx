import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { CallDetail } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { maximumNoteLength } from '../../../shared/ipc/calls.ts';
import { isKey } from '../../actions/keys.ts';
import { useAction } from '../../actions/use-action.ts';
import { FieldError } from '../../components/field-error.tsx';
import { useKeptDraft } from '../../hooks/kept-drafts.ts';
import { useNotes } from './notes-provider.tsx';

/** What a person writes about the call: saved as it is typed, and at once when they leave it. */
export function CallNote({ call }: { call: CallDetail }) {
  const { id, note } = call;
  const notes = useNotes();
  const [draft] = useKeptDraft(notes.drafts, id);
  const failure = draft?.failure ?? null;
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    notes.enter(id);
    return () => notes.leave(id);
  }, [notes, id]);
  useAction('note', () => {
    box.current?.focus();
    box.current?.setSelectionRange(box.current.value.length, box.current.value.length);
  });
  return (
    <section aria-labelledby="note-heading" className="note">
      <h3 id="note-heading">
        {t('note.heading')}
        {draft?.isSaved === true ? (
          <span className="saved">
            <Check aria-hidden />
            {t('note.saved')}
          </span>
        ) : null}
      </h3>
      <textarea
        ref={box}
        className="input note-box"
        aria-labelledby="note-heading"
        aria-describedby={failure === null ? undefined : 'note-failure'}
        placeholder={t('note.placeholder')}
        maxLength={maximumNoteLength}
        rows={1}
        value={draft?.text ?? note}
        onChange={({ currentTarget }) => notes.write(id, currentTarget.value)}
        onBlur={() => void notes.saveNow(id)}
        onKeyDown={(event) => {
          if (!isKey(event, 'Escape')) return;
          // First out of the note, then out of the call.
          event.preventDefault();
          event.stopPropagation();
          event.currentTarget.closest<HTMLElement>('.detail-pane')?.focus({ preventScroll: true });
        }}
      />
      <FieldError id="note-failure" text={failure === null ? null : t('note.failed', { reason: failure })} />
    </section>
  );
}
