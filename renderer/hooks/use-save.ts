import { useCallback, useEffect, useRef, useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import type { SaveResult } from '../../shared/ipc/settings.ts';
import { useAnnounce } from '../components/announcer.tsx';
import { useToast } from '../components/toasts.tsx';
import { failureIn } from '../format/failure.ts';

const confirmationMs = 2500;

export interface SaveState {
  isSaved: boolean;
  /** Why the last save failed, in words. */
  failure: string | null;
  /** Returns whether it was saved; never rejects. */
  save: (send: () => Promise<SaveResult>) => Promise<boolean>;
}

/** Saves one field and says so beside it for a moment. */
export function useSave(): SaveState {
  const announce = useAnnounce();
  const toast = useToast();
  const [isSaved, setSaved] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isThere = useRef(false);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
      clearTimeout(timer.current);
    };
  }, []);

  const save = useCallback(
    async (send: () => Promise<SaveResult>) => {
      const why = await failureIn(send);
      clearTimeout(timer.current);
      setFailure(why);
      setSaved(why === null);
      // Nobody reads it at a field that has been left.
      if (why !== null && !isThere.current) toast({ text: t('failure.notDone', { reason: why }), tone: 'problem' });
      if (why !== null) return false;
      announce(t('settings.saved'));
      timer.current = setTimeout(() => setSaved(false), confirmationMs);
      return true;
    },
    [announce, toast],
  );
  return { isSaved, failure, save };
}
