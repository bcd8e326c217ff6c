import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';

type Announce = (text: string) => void;

const AnnounceContext = createContext<Announce>(() => {});

/** Says something to people who do not see it happen. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

/** The window's one live region: it must be there before what it says. */
export function Announcer({ children }: { children: ReactNode }) {
  const [text, setText] = useState('');
  const isRepeat = useRef(false);
  const announce = useCallback((next: string) => {
    // The same words twice are only spoken twice if the text differs.
    isRepeat.current = !isRepeat.current;
    setText(isRepeat.current ? `${next}\u00a0` : next);
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite">
        {text}
      </div>
    </AnnounceContext>
  );
}
