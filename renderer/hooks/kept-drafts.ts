/** What a person is typing, kept above the views: it is there again when its field or editor is. */
import { useCallback, useRef, useSyncExternalStore } from 'react';

type Key = string | number;

export interface KeptDrafts<Draft> {
  get(key: Key): Draft | undefined;
  /** Keeps a draft; undefined for none. */
  set(key: Key, draft: Draft | undefined): void;
  all(): ReadonlyMap<Key, Draft>;
  subscribe(listener: () => void): () => void;
}

/** Drafts of one kind, by what they belong to. */
export function createKeptDrafts<Draft>(): KeptDrafts<Draft> {
  let drafts: ReadonlyMap<Key, Draft> = new Map();
  const listeners = new Set<() => void>();
  return {
    get: (key) => drafts.get(key),
    set(key, draft) {
      const next = new Map(drafts);
      if (draft === undefined) next.delete(key);
      else next.set(key, draft);
      drafts = next;
      for (const listener of listeners) listener();
    },
    all: () => drafts,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** One draft and how to change it; undefined for none. */
export function useKeptDraft<Draft>(
  drafts: KeptDrafts<Draft>,
  key: Key,
): [Draft | undefined, (draft: Draft | undefined) => void] {
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.get(key));
  const set = useCallback((next: Draft | undefined) => drafts.set(key, next), [drafts, key]);
  return [draft, set];
}

export const useKeptDrafts = <Draft>(drafts: KeptDrafts<Draft>): ReadonlyMap<Key, Draft> =>
  useSyncExternalStore(drafts.subscribe, drafts.all);

/** The last deletion in a list that can be taken back, also after another view was shown. */
export function useLastDeleted<Deleted>(deletions: KeptDrafts<Deleted>) {
  const [deleted = null, setDeleted] = useKeptDraft(deletions, 'last');
  const wasDeletedHere = useRef(false);
  return {
    deleted,
    /** Its row has just gone, and the focus with it. */
    isFresh: deleted !== null && wasDeletedHere.current,
    noteDeleted: (next: Deleted) => {
      wasDeletedHere.current = true;
      setDeleted(next);
    },
    forget: () => setDeleted(undefined),
  };
}

/** Lines of text that are not saved yet, by the names of their fields. */
export const typedTexts: KeptDrafts<string> = createKeptDrafts();
