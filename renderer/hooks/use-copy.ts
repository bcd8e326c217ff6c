import { useCallback, useEffect, useRef, useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { bridge } from '../bridge.ts';
import { useAnnounce } from '../components/announcer.tsx';

const confirmationMs = 1600;

/** Copies text and says briefly that it did, or that it could not; `copy` never rejects. */
export function useCopy(): { copied: boolean; copy: (text: string) => Promise<void> } {
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = useCallback(
    async (text: string) => {
      try {
        await bridge().copyText({ text });
      } catch {
        announce(t('copy.failed'));
        return;
      }
      setCopied(true);
      announce(t('copy.done'));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setCopied(false), confirmationMs);
    },
    [announce],
  );
  return { copied, copy };
}
