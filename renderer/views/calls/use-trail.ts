import { useEffect, useState } from 'react';
import { isInDialog, isTyping } from '../../actions/use-action.ts';

export interface Trail {
  /** The call one came from by a link; null without one. */
  previousId: number | null;
  /** To a call of the list: a new beginning. */
  select: (id: number | null) => void;
  /** Along a link from the call on show. */
  follow: (id: number) => void;
  /** Returns whether there was a way back. */
  goBack: () => boolean;
}

/** Remembers the way along links from call to call, so that Back leads along it. */
export function useTrail(callId: number | null, onSelect: (id: number | null) => void): Trail {
  const [trail, setTrail] = useState<{ at: number | null; behind: number[] }>({ at: callId, behind: [] });
  // Somebody else chose a call, such as a popup's click.
  if (trail.at !== callId) setTrail({ at: callId, behind: [] });
  const goTo = (id: number | null, behind: number[]) => {
    setTrail({ at: id, behind });
    onSelect(id);
  };
  const goBack = () => {
    const previous = trail.behind.at(-1);
    if (previous === undefined) return false;
    goTo(previous, trail.behind.slice(0, -1));
    return true;
  };
  useBackButton(goBack);
  return {
    previousId: trail.behind.at(-1) ?? null,
    select: (id) => goTo(id, []),
    follow: (id) => goTo(id, callId === null ? [] : [...trail.behind, callId]),
    goBack,
  };
}

/** The mouse's button for it, and Alt+Left as in browsers. */
function useBackButton(goBack: () => boolean): void {
  useEffect(() => {
    const onMouseUp = (event: MouseEvent) => {
      if (event.button === 3 && !isInDialog(event.target) && goBack()) event.preventDefault();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.key !== 'ArrowLeft' || isInDialog(event.target)) return;
      // On macOS it goes back by a word where one types.
      if (event.target instanceof HTMLElement && isTyping(event.target)) return;
      if (goBack()) event.preventDefault();
    };
    window.addEventListener('mouseup', onMouseUp);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('mouseup', onMouseUp);
      window.removeEventListener('keydown', onKeyDown);
    };
  });
}
