import type { JsonObject } from './json.ts';

/**
 * Where a request's message stands, by the listener's rules: GET reads the query; POST its body, or the query where
 * it has no body.
 */
export function findMessagePart(
  { method, query }: { method: string; query: string },
  hasBody: boolean,
): 'query' | 'body' {
  const readsQuery = method === 'GET' ? query !== '' || !hasBody : query !== '' && !hasBody;
  return readsQuery ? 'query' : 'body';
}

/**
 * Whether a body is a form, and not JSON. Command-line tools send JSON under the form's content type, so the body decides
 * first. A form whose first key has brackets that were not encoded has its "=" before any quote; JSON never has.
 */
export function isFormBody(contentType: string | null, body: string): boolean {
  const looksLikeJson = /^\s*[{[]/.test(body) && !/^[^"]*=/.test(body);
  const isForm = contentType?.trim().toLowerCase().startsWith('application/x-www-form-urlencoded') === true;
  return isForm && !looksLikeJson;
}

/** The pairs of a query or a form as one object; of a name that comes more than once the values are a list. */
export function collectPairs(pairs: Iterable<readonly [name: string, value: string]>): JsonObject {
  const values = new Map<string, string | string[]>();
  for (const [name, value] of pairs) {
    const before = values.get(name);
    if (before === undefined) values.set(name, value);
    // Added to in place: one name can come some 16,000 times.
    else if (Array.isArray(before)) before.push(value);
    else values.set(name, [before, value]);
  }
  return Object.fromEntries(values);
}
