import type { ForwardingStatus } from '../../shared/forwarding.ts';
import { createChangeFeed } from '../ipc/change-feed.ts';

/** What waits is counted each time. */
const intervalMs = 400;

export interface ForwardingFeedOptions {
  getStatus: () => ForwardingStatus;
  /** Tells the window that something of it is new. */
  publish: () => void;
  /** What the status line tells is another now. */
  onStatus: () => void;
  log: (line: string) => void;
}

/** Tells of forwarding, which changes with every request, no more often than anybody can look. */
export function createForwardingFeed({ getStatus, publish, onStatus, log }: ForwardingFeedOptions) {
  let told: ForwardingStatus = { failing: [], stopped: [] };
  const feed = createChangeFeed(() => {
    publish();
    const status = getStatus();
    if (JSON.stringify(status) === JSON.stringify(told)) return;
    const [failing, stopped] = [status.failing.length, status.stopped.length];
    if (failing !== told.failing.length) log(`Targets of forwarding that do not take requests: ${failing}`);
    if (stopped !== told.stopped.length) log(`Targets of forwarding that lead back to the listener: ${stopped}`);
    told = status;
    onStatus();
  }, intervalMs);
  return { add: (): void => feed.add(), stop: feed.stop };
}
