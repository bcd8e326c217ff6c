import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { speakInDialog } from './open-dialogs.ts';

type Announce = (text: string) => void;

const AnnounceContext = createContext<Announce>(() => {});

/** Says something to people who do not see it happen. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

/** The window's live region. While a dialog is open this one is not heard, so the dialog's own is used. */
export function Announcer({ children }: { children: ReactNode }) {
  const { text, speak } = useLiveRegion();
  const announce = useCallback((next: string) => (speakInDialog() ?? speak)(next), [speak]);
  return (
    <AnnounceContext value={announce}>
      {children}
      <LiveRegion text={text} />
    </AnnounceContext>
  );
}

/** What a live region says, and how to have it say something. */
export function useLiveRegion(): { text: string; speak: Announce } {
  const [text, setText] = useState('');
  const isRepeat = useRef(false);
  const speak = useCallback((next: string) => {
    // The same words twice are only spoken twice if the text differs.
    isRepeat.current = !isRepeat.current;
    setText(isRepeat.current ? `${next}\u00a0` : next);
  }, []);
  return { text, speak };
}

/** It must be there before what it says. */
export function LiveRegion({ text }: { text: string }) {
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}
