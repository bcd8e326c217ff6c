import type { Database } from './open-database.ts';

/** The newest numbers that are taken, whether or not in this history. */
export interface TakenNumbers {
  events: number;
  requests: number;
}
export const noneTaken: TakenNumbers = { events: 0, requests: 0 };

/** The newest numbers that a history has. */
export function newestNumbers(database: Database): TakenNumbers {
  const newest = (table: keyof TakenNumbers): number =>
    Number(database.prepare(`SELECT max(id) AS id FROM ${table}`).get()?.['id'] ?? 0);
  return { events: newest('events'), requests: newest('requests') };
}

/**
 * Numbers new rows.
 *
 * @param taken a number that is taken: the next row's is above it
 * @returns gives the next row's number; null where SQLite's own choice, one more than the newest row's, will do
 */
export function createNumbering(database: Database, table: keyof TakenNumbers, taken: number): () => number | null {
  const select = database.prepare(`SELECT max(id) AS id FROM ${table}`);
  return () => (taken > 0 && Number(select.get()?.['id'] ?? 0) < taken ? taken + 1 : null);
}
