import { useLayoutEffect, useRef } from 'react';
import type { ListItem } from '../components/list-rows.ts';
import type { LiveList } from '../live/live-list.ts';
import { useAttempt } from './use-attempt.ts';

interface Steps {
  /** The way to the item below (1) or above (-1) the one on show. */
  step: (direction: 1 | -1) => () => void;
  /** Goes from an item that is about to be gone to the one below it, or else to the one above. */
  leave: (id: number) => void;
}

/**
 * The ways to the items beside the one on show, also where that one is beyond what the list has read.
 *
 * @param shownId null while none is on show
 */
export function useSteps<Item extends ListItem>(
  list: LiveList<Item>,
  shownId: number | null,
  onSelect: (id: number | null) => void,
): Steps {
  const attempt = useAttempt();
  const latestId = useRef(shownId);
  useLayoutEffect(() => {
    latestId.current = shownId;
  });
  const step = (direction: 1 | -1) => () => {
    if (shownId === null) return;
    const goTo = (id: number | null) => {
      // Something else may have been chosen while it was looked for.
      if (id !== null && latestId.current === shownId) onSelect(id);
    };
    const known = list.neighbourOf(shownId, direction);
    if (known !== undefined) goTo(known);
    else attempt(async () => goTo(await list.findNeighbour(shownId, direction)));
  };
  const leave = (id: number): void => {
    const [below, above] = [list.neighbourOf(id, 1), list.neighbourOf(id, -1)];
    const isKnown = typeof below === 'number' || (below === null && above !== undefined);
    onSelect(below ?? above ?? null);
    if (isKnown) return;
    attempt(async () => {
      const found = (await list.findNeighbour(id, 1)) ?? (await list.findNeighbour(id, -1));
      // Something else may have been chosen meanwhile.
      if (latestId.current === null) onSelect(found);
    });
  };
  return { step, leave };
}
