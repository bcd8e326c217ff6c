import type { HistoryStore } from './history/history-store.ts';
import type { ChangeFeed } from './ipc/change-feed.ts';

/** Calls marked at once: some milliseconds' work. */
const callsInStep = 500;

/** What a person does with calls; the window and the tray are told what has changed. */
export function createCallActions(history: HistoryStore, changes: ChangeFeed) {
  const tell = (changedCallIds: readonly number[]): void => {
    if (changedCallIds.length > 0) changes.add(changedCallIds);
  };
  return {
    markCallRead: (id: number) => tell(history.markCallRead(id)),
    /** In steps: a hundred thousand calls at once would hold up the listener for a second. */
    async markAllCallsRead(): Promise<void> {
      const newestId = history.newestUnreadId();
      for (let marked = callsInStep; marked === callsInStep; ) {
        const ids = history.markCallsRead(newestId, callsInStep);
        tell(ids);
        marked = ids.length;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    setCallUnread: (id: number, unread: boolean) => tell(history.setCallUnread(id, unread)),
    setCallPinned: (id: number, isPinned: boolean) => tell(history.setCallPinned(id, isPinned)),
    setCallNote: (id: number, note: string) => tell(history.setCallNote(id, note)),
    deleteCalls: (ids: readonly number[]) => tell(history.deleteCalls(ids)),
    restoreCalls: (ids: readonly number[]) => tell(history.restoreCalls(ids)),
  };
}
