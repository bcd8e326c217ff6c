import { createContext, type ReactNode, useCallback, useContext, useEffect, useLayoutEffect, useRef } from 'react';

/** Saves what is typed; false if that cannot be, which is then said at the field. */
type SaveTyped = () => Promise<boolean>;

const BeforeLeavingContext = createContext<Set<SaveTyped>>(new Set());

/** For a field: has what is typed in it saved before a page is left that asks for that. */
export function useBeforeLeaving(save: SaveTyped): void {
  const fields = useContext(BeforeLeavingContext);
  const latest = useRef(save);
  useLayoutEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const saveLatest = () => latest.current();
    fields.add(saveLatest);
    return () => void fields.delete(saveLatest);
  }, [fields]);
}

export interface LeavablePage {
  /** To be put around the page. */
  wrap: (page: ReactNode) => ReactNode;
  /** Saves what is typed in it. Returns whether all of it could be. */
  saveTyped: SaveTyped;
}

/** For a page that saves what is typed in it as it is left. */
export function useLeavablePage(): LeavablePage {
  const fields = useRef(new Set<SaveTyped>()).current;
  return {
    wrap: (page) => <BeforeLeavingContext value={fields}>{page}</BeforeLeavingContext>,
    saveTyped: useCallback(async () => {
      const results = await Promise.all([...fields].map((save) => save()));
      return results.every(Boolean);
    }, [fields]),
  };
}
