import { setImmediate } from 'node:timers/promises';
import type { HistoryStore } from './history/history-store.ts';
import type { ChangeFeed } from './ipc/change-feed.ts';

/** Marked as read in one step, in some milliseconds; between two steps everything else gets its turn. */
const callsInStep = 250;
/** After so many steps the log is folded back: else it grows until that takes long. */
const stepsToCheckpoint = 8;

export type CallActions = ReturnType<typeof createCallActions>;

/** What a person does with calls; the window and the tray are told what has changed. */
export function createCallActions(history: HistoryStore, changes: ChangeFeed) {
  const tell = (changedCallIds: readonly number[]): void => {
    if (changedCallIds.length > 0) changes.add(changedCallIds);
  };
  return {
    markCallRead: (id: number) => tell(history.markCallRead(id)),
    /** Those that are unread now: what comes meanwhile stays unread. */
    async markAllCallsRead(): Promise<void> {
      let ids = history.markNewestCallsRead(callsInStep, null);
      tell(ids);
      for (let step = 1; ids.length === callsInStep; step += 1) {
        await setImmediate();
        ids = history.markNewestCallsRead(callsInStep, ids.at(-1) ?? null);
        tell(ids);
        if (step % stepsToCheckpoint === 0) history.checkpoint();
      }
    },
    setCallUnread: (id: number, unread: boolean) => tell(history.setCallUnread(id, unread)),
    setCallPinned: (id: number, isPinned: boolean) => tell(history.setCallPinned(id, isPinned)),
    setCallNote: (id: number, note: string) => tell(history.setCallNote(id, note)),
    deleteCalls: (ids: readonly number[]) => tell(history.deleteCalls(ids)),
    restoreCalls: (ids: readonly number[]) => tell(history.restoreCalls(ids)),
  };
}
