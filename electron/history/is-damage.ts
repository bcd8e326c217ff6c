/**
 * SQLITE_CORRUPT and SQLITE_NOTADB in SQLite's own words; the driver gives no more than these. Apart from the
 * driver, which the main process does not load.
 *
 * @param detail an error's message
 */
export function isDamage(detail: string): boolean {
  return /malformed|not a database|file is encrypted|corrupt/i.test(detail);
}

/** A disk that is full or over its quota, which SQLite calls an I/O error: what is smaller may still fit. */
export const isForWantOfRoom = (detail: string): boolean => /full|disk i\/o/i.test(detail);

/**
 * A full disk, another process's lock, a damaged file or a closed connection, in SQLite's words: the next one would
 * fail as well, after waiting as long.
 */
export const concernsAll = (detail: string): boolean =>
  isDamage(detail) ||
  /full|locked|busy|disk i\/o|readonly|out of memory|unable to open|not open|finalized/i.test(detail);
