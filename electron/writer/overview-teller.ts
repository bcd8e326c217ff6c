import type { HistoryStore } from '../history/history-store.ts';
import type { HistoryOverview } from './messages.ts';

/** Status and tray are told this often at most. */
const intervalMs = 100;

type OverviewSource = Pick<HistoryStore, 'countUnread' | 'lastRequestAt' | 'listCalls'>;

/** Reads what status and tray show: with the first change at once, in a burst ten times a second. */
export function createOverviewTeller(
  getHistory: () => OverviewSource | null,
  tell: (overview: HistoryOverview) => void,
  noteFailure: (error: unknown) => void,
) {
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const read = (): HistoryOverview | null => {
    const history = getHistory();
    if (history === null) return null;
    try {
      lastAt = performance.now();
      return {
        unread: history.countUnread(),
        lastRequestAt: history.lastRequestAt(),
        recentCalls: history.listCalls(null, 5).items,
      };
    } catch (error) {
      noteFailure(error);
      return null;
    }
  };
  const tellNow = (): void => {
    timer = undefined;
    const overview = read();
    if (overview !== null) tell(overview);
  };
  const tellSoon = (): void => {
    timer ??= setTimeout(tellNow, intervalMs);
  };

  return {
    tell: tellNow,
    /** Something changed; it is told soon. */
    changed: tellSoon,
    /** Something changed, and something is told anyway: the overview to go with it, or null when it is told soon. */
    take(): HistoryOverview | null {
      if (timer === undefined && performance.now() - lastAt >= intervalMs) return read();
      tellSoon();
      return null;
    },
    stop: (): void => clearTimeout(timer),
  };
}
