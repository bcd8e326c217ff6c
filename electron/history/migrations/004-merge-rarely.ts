/**
 * Parts of the index are merged sixteen at a time, not four: FTS5 cannot pause within one
 * piece's list of calls, and where parts are so large that such a list fills hundreds of
 * pages, a step holds up the main process for hundreds of milliseconds. So parts of
 * that size come about only beyond some 600,000 calls.
 */
export const migration = "INSERT INTO call_index (call_index, rank) VALUES ('usermerge', 16);";
