import type { Notifier, ShowResult } from '../notifications/notifier.ts';

export interface PopupCounts {
  shown: number;
  failed: number;
  /** What became of the last one; `failure` is null for one that was shown. */
  last: { at: number; failure: string | null } | null;
}

/** Counts what the system made of every popup, whatever it was for. */
export function createPopupCounter() {
  let counts: PopupCounts = { shown: 0, failed: 0, last: null };

  const note = (result: ShowResult): void => {
    const { shown, failed } = counts;
    counts =
      result.status === 'shown'
        ? { shown: shown + 1, failed, last: { at: Date.now(), failure: null } }
        : { shown, failed: failed + 1, last: { at: Date.now(), failure: result.reason } };
  };
  return {
    counts: (): PopupCounts => counts,
    /** The same notifier, counted. */
    watch: (notifier: Notifier): Notifier => ({
      ...notifier,
      async show(...popup) {
        const result = await notifier.show(...popup);
        note(result);
        return result;
      },
    }),
  };
}
