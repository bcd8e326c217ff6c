/** There is one window; a page more or less comes from loading it again. */
const maximumRememberedPages = 20;

/**
 * Tells whether what a page shows is of the history in use now. In another history the same numbers mean other calls,
 * and a page that was loaded before may still say something: the note that is kept as it goes away, for example.
 *
 * @param getHistory the number of the history in use
 * @returns takes what a page calls itself
 */
export function createPageHistory(getHistory: () => number): (page: unknown) => boolean {
  /** The history that there was when each page first asked for something, and so had no numbers yet. */
  const histories = new Map<unknown, number>();
  return (page) => {
    const history = histories.get(page) ?? getHistory();
    histories.delete(page);
    histories.set(page, history);
    for (const oldest of histories.keys()) {
      if (histories.size <= maximumRememberedPages) break;
      histories.delete(oldest);
    }
    return history === getHistory();
  };
}
