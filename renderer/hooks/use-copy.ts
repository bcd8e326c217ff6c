import { useCallback, useEffect, useRef, useState } from 'react';
import { formatSize } from '../../shared/format-size.ts';
import { t } from '../../shared/i18n/translate.ts';
import { longestCopy } from '../../shared/longest-copy.ts';
import { bridge } from '../bridge.ts';
import { useAnnounce } from '../components/announcer.tsx';
import { useToast } from '../components/toasts.tsx';
import { describeFailure } from '../format/failure.ts';

const confirmationMs = 1600;

/** Copies text and says briefly that it did, or in a notice why it could not; `copy` never rejects. */
export function useCopy(): { copied: boolean; copy: (text: string) => Promise<void> } {
  const announce = useAnnounce();
  const toast = useToast();
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = useCallback(
    async (text: string) => {
      const failed = (reason: string) => toast({ text: t('copy.failedBecause', { reason }), tone: 'problem' });
      if (text.length > longestCopy) {
        failed(t('copy.tooLarge', { size: formatSize(text.length), most: formatSize(longestCopy) }));
        return;
      }
      try {
        await bridge().copyText({ text });
      } catch (error) {
        failed(describeFailure(error));
        return;
      }
      setCopied(true);
      announce(t('copy.done'));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setCopied(false), confirmationMs);
    },
    [announce, toast],
  );
  return { copied, copy };
}
