import { useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallDetail } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { maximumNoteLength } from '../../../shared/ipc/calls.ts';
import { isKey } from '../../actions/keys.ts';
import { useAction } from '../../actions/use-action.ts';
import { bridge } from '../../bridge.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { FieldError } from '../../components/field-error.tsx';
import { useToast } from '../../components/toasts.tsx';
import { describeFailure } from '../../format/failure.ts';
import { callQuery } from '../../live/queries.ts';

/** Long enough not to save every letter, short enough that nobody waits for it. */
const saveAfterMs = 500;

/** What a person writes about the call, kept as it is typed. */
export function CallNote({ call }: { call: CallDetail }) {
  const { id, note } = call;
  const { draft, isSaved, failure, write, saveNow } = useNoteDraft(id);
  const box = useRef<HTMLTextAreaElement>(null);
  useAction('note', () => {
    box.current?.focus();
    box.current?.setSelectionRange(box.current.value.length, box.current.value.length);
  });
  return (
    <section aria-labelledby="note-heading" className="note">
      <h3 id="note-heading">
        {t('note.heading')}
        {isSaved ? (
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
        value={draft ?? note}
        onChange={({ currentTarget }) => write(currentTarget.value)}
        onBlur={() => void saveNow()}
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

/**
 * Saves a note a moment after the last letter, and at once when the person leaves it: for another field,
 * another call, or by closing the window.
 */
function useNoteDraft(id: number) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const toast = useToast();
  const [draft, setDraft] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  /** What is not saved yet. */
  const waiting = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const saveNow = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const note = waiting.current;
    if (note === null) return;
    waiting.current = null;
    try {
      await bridge().setCallNote({ id, note });
    } catch (error) {
      // What was typed since then is newer.
      waiting.current ??= note;
      const reason = describeFailure(error);
      setFailure(reason);
      toast({ text: t('note.failed', { reason }), tone: 'problem' });
      return;
    }
    client.setQueryData(callQuery(id).queryKey, (call) => call && { ...call, note });
    setFailure(null);
    if (waiting.current !== null) return;
    setSaved(true);
    announce(t('note.saved'));
  }, [announce, client, id, toast]);

  useEffect(() => {
    const onLeave = () => void saveNow();
    window.addEventListener('pagehide', onLeave);
    return () => {
      window.removeEventListener('pagehide', onLeave);
      onLeave();
    };
  }, [saveNow]);

  const write = (note: string) => {
    setDraft(note);
    setSaved(false);
    waiting.current = note;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void saveNow(), saveAfterMs);
  };
  return { draft, isSaved, failure, write, saveNow };
}
