/**
 * SQLITE_CORRUPT and SQLITE_NOTADB in SQLite's own words; the driver gives no more than these. Apart from the
 * driver, which the main process does not load.
 *
 * @param detail an error's message
 */
export function isDamage(detail: string): boolean {
  return /malformed|not a database|file is encrypted|corrupt/i.test(detail);
}

/** A disk that is full or over its quota, which SQLite reports as an I/O error: something smaller may still fit. */
export const isForWantOfRoom = (detail: string): boolean => /full|disk i\/o/i.test(detail);

/**
 * A full disk, another process's lock, a damaged file or a closed connection, in SQLite's words: the next write would
 * fail too, after waiting just as long.
 */
export const concernsAll = (detail: string): boolean =>
  isDamage(detail) ||
  /full|locked|busy|disk i\/o|readonly|out of memory|unable to open|not open|finalized/i.test(detail);
