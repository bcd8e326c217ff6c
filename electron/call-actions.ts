import type { ChangeFeed } from './ipc/change-feed.ts';
import type { HistoryWriter } from './writer/history-writer.ts';

/** Marked as read in one step, in some milliseconds; between two steps everything else gets its turn. */
const callsInStep = 250;

type CallHistory = Pick<
  HistoryWriter,
  | 'markCallRead'
  | 'markNewestCallsRead'
  | 'setCallUnread'
  | 'setCallPinned'
  | 'setCallNote'
  | 'deleteCalls'
  | 'restoreCalls'
>;

/** What a person does with calls; the window and the tray are told what has changed. */
export function createCallActions(history: CallHistory, changes: ChangeFeed) {
  const tell = async (changing: Promise<readonly number[]>): Promise<void> => {
    const changedCallIds = await changing;
    if (changedCallIds.length > 0) changes.add(changedCallIds);
  };
  return {
    markCallRead: (id: number) => tell(history.markCallRead(id)),
    /** Those that are unread now: what comes meanwhile stays unread. */
    async markAllCallsRead(): Promise<void> {
      let ids: readonly number[] = [];
      do {
        const marking = history.markNewestCallsRead(callsInStep, ids.at(-1) ?? null);
        await tell(marking);
        ids = await marking;
      } while (ids.length === callsInStep);
    },
    setCallUnread: (id: number, unread: boolean) => tell(history.setCallUnread(id, unread)),
    setCallPinned: (id: number, isPinned: boolean) => tell(history.setCallPinned(id, isPinned)),
    setCallNote: (id: number, note: string) => tell(history.setCallNote(id, note)),
    deleteCalls: (ids: readonly number[]) => tell(history.deleteCalls(ids)),
    restoreCalls: (ids: readonly number[]) => tell(history.restoreCalls(ids)),
  };
}
