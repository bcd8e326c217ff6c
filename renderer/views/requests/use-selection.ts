import { useState } from 'react';
import type { RequestSelection } from './request-selection.tsx';

interface Options {
  /** The request on show. */
  requestId: number | null;
  onShow: (id: number | null) => void;
  /** List and detail do not stand side by side: selecting shows nothing. */
  isNarrow: boolean;
  /** What the list is narrowed to: another list begins with what is on show. */
  listKey: string;
}

/** The selected requests, of which the last one is on show where there is room for both. */
export function useSelection({ requestId, onShow, isNarrow, listKey }: Options): RequestSelection {
  const [selected, setSelected] = useState<{ ids: readonly number[]; listKey: string }>({ ids: [], listKey });
  const isOther = requestId !== null && selected.ids.at(-1) !== requestId;
  // Somebody else chose a request, such as a link from a call.
  if (isOther || selected.listKey !== listKey) setSelected({ ids: requestId === null ? [] : [requestId], listKey });
  return {
    ids: selected.ids,
    select: (ids) => {
      setSelected({ ids, listKey });
      if (!isNarrow || requestId !== null) onShow(ids.at(-1) ?? null);
    },
  };
}
