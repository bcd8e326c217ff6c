/** How often the window and the tray are told about changes at most; the first one is told at once. */
const intervalMs = 100;

export type ChangeFeed = ReturnType<typeof createChangeFeed>;

/** Gathers changes so that a burst of calls costs ten updates a second, not one for each call. */
export function createChangeFeed(tell: (changedIds: number[]) => void, everyMs = intervalMs) {
  const changed = new Set<number>();
  let timer: NodeJS.Timeout | null = null;
  let dirty = false;
  let isStopped = false;

  const flush = () => {
    timer = null;
    if (!dirty || isStopped) return;
    const ids = [...changed];
    changed.clear();
    dirty = false;
    tell(ids);
    if (!isStopped) timer = setTimeout(flush, everyMs);
  };

  return {
    /** Something changed: these calls or requests, or with none only the status. */
    add(ids: readonly number[] = []): void {
      for (const id of ids) changed.add(id);
      dirty = true;
      if (timer === null) flush();
    },
    /** Stops reporting changes: the tray and the window are about to go. */
    stop(): void {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
