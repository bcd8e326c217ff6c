import { createContext, type ReactNode, useContext } from 'react';

/** At most as many requests as one question to the main process may name. */
export const mostSelected = 1000;

export interface RequestSelection {
  /** The selected requests, in the order they were chosen; the last one is on show beside the list. */
  ids: readonly number[];
  /** Selects these and no others. */
  select: (ids: readonly number[]) => void;
}

const RequestSelectionContext = createContext<RequestSelection>({ ids: [], select: () => {} });

/** Which requests of the view are selected. */
export const useRequestSelection = (): RequestSelection => useContext(RequestSelectionContext);

export function RequestSelectionProvider({
  selection,
  children,
}: {
  selection: RequestSelection;
  children: ReactNode;
}) {
  return <RequestSelectionContext value={selection}>{children}</RequestSelectionContext>;
}
