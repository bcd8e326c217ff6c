/**
 * SQLITE_CORRUPT and SQLITE_NOTADB in SQLite's own words; the driver gives no more than these. Apart from the
 * driver, which the main process does not load.
 *
 * @param detail an error's message
 */
export function isDamage(detail: string): boolean {
  return /malformed|not a database|file is encrypted|corrupt/i.test(detail);
}
