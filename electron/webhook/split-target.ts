/** The target of a request as it came: what stands before the query, and the query without `?`. Nothing is decoded. */
export function splitTarget(target: string): { path: string; query: string } {
  const start = target.indexOf('?');
  return start === -1 ? { path: target, query: '' } : { path: target.slice(0, start), query: target.slice(start + 1) };
}
