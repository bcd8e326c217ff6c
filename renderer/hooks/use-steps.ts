import { useLayoutEffect, useRef } from 'react';
import type { ListItem } from '../components/list-rows.ts';
import type { LiveList } from '../live/live-list.ts';
import { useAttempt } from './use-attempt.ts';

/**
 * The ways to the item below and above the one on show, also where that one is beyond what the list has read.
 *
 * @param shownId null while none is on show
 */
export function useSteps<Item extends ListItem>(
  list: LiveList<Item>,
  shownId: number | null,
  onSelect: (id: number) => void,
): (direction: 1 | -1) => () => void {
  const attempt = useAttempt();
  const latestId = useRef(shownId);
  useLayoutEffect(() => {
    latestId.current = shownId;
  });
  return (direction) => () => {
    if (shownId === null) return;
    const goTo = (id: number | null) => {
      // Something else may have been chosen while it was looked for.
      if (id !== null && latestId.current === shownId) onSelect(id);
    };
    const known = list.neighbourOf(shownId, direction);
    if (known !== undefined) goTo(known);
    else attempt(async () => goTo(await list.findNeighbour(shownId, direction)));
  };
}
