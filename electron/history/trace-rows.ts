import type { RequestTrace } from '../../shared/requests.ts';

/** The columns of `traces` beside a request's; all null where it has none. */
export interface TraceRow {
  path: string | null;
  http_version: string | null;
  headers: string | null;
  remote_address: string | null;
  read_ms: number | null;
  parsed_ms: number | null;
  committed_ms: number | null;
  answered_ms: number | null;
  answer: string | null;
}

/** Selects {@link TraceRow}s. */
export const traceColumns = `traces.path, traces.http_version, traces.headers, traces.remote_address, traces.read_ms,
  traces.parsed_ms, traces.committed_ms, traces.answered_ms, traces.answer`;

export function toTrace(row: TraceRow): RequestTrace | null {
  if (row.path === null || row.http_version === null || row.headers === null || row.answer === null) return null;
  return {
    path: row.path,
    httpVersion: row.http_version,
    headers: JSON.parse(row.headers),
    remoteAddress: row.remote_address,
    times: { read: row.read_ms, parsed: row.parsed_ms, committed: row.committed_ms, answered: row.answered_ms },
    answer: JSON.parse(row.answer),
  };
}
