import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { bridge } from '../../bridge.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { useToast } from '../../components/toasts.tsx';
import { callQuery } from '../../live/queries.ts';
import { createNoteSaver, type NoteSaver } from './note-saver.ts';

const NotesContext = createContext<NoteSaver | null>(null);

/** Keeps notes above the views until they are saved, and saves them also as the window is closed. */
export function NotesProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const toast = useToast();
  const [notes] = useState(() =>
    createNoteSaver({
      save: (id, note) => bridge().setCallNote({ id, note }),
      onSaved: (id, note) => {
        client.setQueryData(callQuery(id).queryKey, (call) => call && { ...call, note });
        announce(t('note.saved'));
      },
      onFailed: (reason) => toast({ text: t('note.failed', { reason }), tone: 'problem' }),
    }),
  );
  useEffect(() => {
    window.addEventListener('pagehide', notes.saveAll);
    return () => window.removeEventListener('pagehide', notes.saveAll);
  }, [notes]);
  return <NotesContext value={notes}>{children}</NotesContext>;
}

export function useNotes(): NoteSaver {
  const notes = useContext(NotesContext);
  if (notes === null) throw new Error('NotesProvider is missing');
  return notes;
}
