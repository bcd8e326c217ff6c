type Listener = (ids: readonly number[]) => void;

const listeners = new Set<Listener>();

/** Calls back whenever calls have changed, after the lists have them. */
export function watchCallChanges(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells those who keep something of their own about calls. */
export function tellCallChanges(ids: readonly number[]): void {
  for (const listener of listeners) listener(ids);
}
