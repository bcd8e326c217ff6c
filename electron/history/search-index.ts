import { foldCallTexts, listCallTexts } from './call-texts.ts';
import { tokensOfCall } from './call-tokens.ts';
import type { TimeRange } from './local-days.ts';
import type { Database } from './open-database.ts';
import type { CallRow } from './rows.ts';

/** Ids that share a row of `call_blocks`. */
const blockSize = 1024;
const blockOf = (id: number): number => Math.floor(id / blockSize);

/**
 * Writes the search index from the calls that are marked, and those of a history that had
 * no index yet. Runs inside the caller's transactions.
 */
export function createSearchIndex(database: Database) {
  const selectMarked = database.prepare(`
    SELECT calls.* FROM calls_to_index JOIN calls ON calls.id = calls_to_index.call_id
    ORDER BY calls_to_index.call_id DESC LIMIT ?`);
  const removeMark = database.prepare('DELETE FROM calls_to_index WHERE call_id = ?');
  const selectOld = database.prepare(`
    SELECT * FROM calls WHERE id < (SELECT indexed_from FROM index_progress) ORDER BY id DESC LIMIT ?`);
  const setIndexedFrom = database.prepare('UPDATE index_progress SET indexed_from = ?');
  const selectProgress = database.prepare('SELECT indexed_from FROM index_progress');
  const selectFields = database.prepare('SELECT fields FROM events WHERE call_id = ? ORDER BY id');
  const writeTexts = database.prepare('INSERT OR REPLACE INTO call_texts VALUES (?, ?)');
  const writeTokens = database.prepare('INSERT OR REPLACE INTO call_index (rowid, tokens) VALUES (?, ?)');
  const mergeParts = database.prepare("INSERT INTO call_index (call_index, rank) VALUES ('merge', CAST(? AS INTEGER))");
  const selectTotalChanges = database.prepare('SELECT total_changes() AS changes');
  const totalChanges = (): number => Number(selectTotalChanges.get()?.['changes']);
  const widenBlock = database.prepare(`
    INSERT INTO call_blocks VALUES (?1, ?2, ?2)
    ON CONFLICT DO UPDATE SET oldest = min(oldest, excluded.oldest), newest = max(newest, excluded.newest)`);

  /** Everything of the calls but the index proper. Returns what is to be written into that. */
  const writeBeside = (call: CallRow): { id: number; tokens: string }[] => {
    // What is in no list is found by nobody; it is marked again when it becomes an outgoing call.
    if (call.is_outgoing === 0) return [];
    const events: { fields: string }[] = selectFields.all(call.id);
    const texts = listCallTexts(
      call,
      events.map(({ fields }) => JSON.parse(fields)),
    );
    const folded = foldCallTexts(texts);
    writeTexts.run(call.id, folded);
    widenBlock.run(blockOf(call.id), call.received_at);
    return [{ id: call.id, tokens: tokensOfCall(folded, call) }];
  };

  const indexCalls = (calls: readonly CallRow[]): void => {
    // FTS5 writes out what it has gathered whenever another table's statement needs a savepoint: so it comes last.
    // Also whenever an id is lower than the one before: in ascending order all of a step become one part of the index.
    const written = calls.flatMap(writeBeside).toSorted((one, other) => one.id - other.id);
    for (const { id, tokens } of written) writeTokens.run(id, tokens);
  };

  /** Calls of before the index, the newest first; below the last of them nothing is indexed. */
  const indexOld = (limit: number): number => {
    if (Number(selectProgress.get()?.['indexed_from']) <= 1) return 0;
    const rows: CallRow[] = selectOld.all(limit);
    setIndexedFrom.run(rows.length < limit ? 1 : (rows.at(-1)?.id ?? 1));
    indexCalls(rows);
    return rows.length;
  };

  return {
    indexCalls,

    /**
     * Merges parts of the index that have piled up, so that searching stays fast.
     *
     * @param pages how much of it is written anew, in pages of 4 KB; each takes up to a millisecond
     * @returns whether there was something to merge
     */
    mergeSome(pages: number): boolean {
      const before = totalChanges();
      mergeParts.run(pages);
      // FTS5's own way to tell: a merge that does nothing changes less than two rows.
      return totalChanges() - before >= 2;
    },

    /**
     * Indexes some of the calls that are not, marked ones first. Part of the caller's transaction.
     *
     * @returns how many were; fewer than `limit` when there are no more
     */
    indexSome(limit: number): number {
      const rows: CallRow[] = selectMarked.all(limit);
      for (const { id } of rows) removeMark.run(id);
      indexCalls(rows);
      return rows.length < limit ? rows.length + indexOld(limit - rows.length) : rows.length;
    },
  };
}

/** What of the calls is in the index. */
export interface IndexState {
  /** Calls with a lower id are not in it yet. */
  indexedFrom: number;
  /** Calls that have changed since, or are new. */
  marked: ReadonlySet<number>;
}

/** Reads how far the index is, for searching with it. */
export function createIndexState(database: Database) {
  const selectProgress = database.prepare('SELECT indexed_from FROM index_progress');
  const selectMarks = database.prepare('SELECT call_id FROM calls_to_index');
  const selectBlocks = database.prepare(`
    SELECT min(block) AS first, max(block) AS last FROM call_blocks WHERE newest >= ? AND oldest < ?`);

  return {
    read(): IndexState {
      const marks: { call_id: number }[] = selectMarks.all();
      return {
        indexedFrom: Number(selectProgress.get()?.['indexed_from']),
        marked: new Set(marks.map(({ call_id }) => call_id)),
      };
    },

    /** Between which ids the indexed calls of a time are: from the first on, and below the second. */
    idsOf({ from, to }: TimeRange): { from: number; to: number } {
      const row = selectBlocks.get(from, to);
      if (row === undefined || row['first'] === null) return { from: 0, to: 0 };
      return { from: Number(row['first']) * blockSize, to: (Number(row['last']) + 1) * blockSize };
    },
  };
}
