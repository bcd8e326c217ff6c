/** HAR files as other programs write them. */

/** An entry; what is given takes the place of what is there. */
export const harEntry = (changes: object = {}, request: object = {}) => ({
  startedDateTime: '2026-11-24T13:05:09.250+05:30',
  time: 12.5,
  request: { method: 'POST', url: 'https://example.com/telecmi?x=1#y', httpVersion: 'h2', headers: [], ...request },
  response: { status: 201, headers: [], content: { text: 'fine' } },
  ...changes,
});

/** A file with these entries. */
export const harOf = (...entries: unknown[]): string =>
  JSON.stringify({ log: { version: '1.2', creator: {}, entries } });
