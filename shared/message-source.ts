import type { JsonObject, JsonValue } from './json.ts';

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

/**
 * The pairs of a query or a form as one object; a name that occurs several times has a list of values. Brackets of
 * custom fields make objects and lists, see {@link readBracketName}; all other brackets stay in the name.
 */
export function collectPairs(pairs: Iterable<readonly [name: string, value: string]>): JsonObject {
  const values = new Map<string, PairValue>();
  const bracketed: [name: string, value: string][] = [];
  for (const [name, value] of pairs) {
    if (name.endsWith(']') && readBracketName(name) !== null) bracketed.push([name, value]);
    else addText(values, name, value);
  }
  const nested = new Map<string, PairValue>();
  for (const [name, value] of bracketed) {
    const read = readBracketName(name);
    // A plain `custom` leaves no place for `custom[x]`.
    if (read === null || values.has(read.root)) addText(values, name, value);
    else addNested(nested, read, value);
  }
  return { ...toObject(values), ...toObject(nested) };
}

/** Maps, not objects: a name may mean something to JavaScript. */
type PairValue = string | string[] | Map<string, PairValue>;

/** A value beside names inside the same field, as in `custom[a][b]=1&custom[a]=2`, has the empty name there. */
function addText(values: Map<string, PairValue>, name: string, value: string): void {
  const before = values.get(name);
  if (before === undefined) values.set(name, value);
  else if (before instanceof Map) addText(before, '', value);
  // Added to in place: one name can come some 16,000 times.
  else if (Array.isArray(before)) before.push(value);
  else values.set(name, [before, value]);
}

interface BracketName {
  root: string;
  path: string[];
}

/** Deeper names stay as they are; custom fields nest once or twice. */
const maximumBrackets = 8;

/** `custom[customer][id]`: the field and the names inside it; an empty one, as in `custom[]`, is the next of a list. */
export function readBracketName(name: string): BracketName | null {
  const [, root, brackets = ''] = /^(custom|extra_params)((?:\[[^[\]]*\])+)$/.exec(name) ?? [];
  const path = [...brackets.matchAll(/\[([^[\]]*)\]/g)].map(([, key = '']) => key);
  return root === undefined || path.length > maximumBrackets ? null : { root, path };
}

function addNested(values: Map<string, PairValue>, { root, path }: BracketName, value: string): void {
  let holder = values;
  let name = root;
  for (const key of path) {
    const before = holder.get(name);
    const inner = before instanceof Map ? before : new Map<string, PairValue>();
    if (before !== undefined && inner !== before) inner.set('', before);
    holder.set(name, inner);
    holder = inner;
    name = key === '' ? String(inner.size) : key;
  }
  addText(holder, name, value);
}

function toObject(values: ReadonlyMap<string, PairValue>): JsonObject {
  const entries = new Map<string, JsonValue>();
  for (const [name, value] of values) entries.set(name, value instanceof Map ? toJson(value) : value);
  return Object.fromEntries(entries);
}

/** Names that count up from 0 make a list. */
function toJson(values: ReadonlyMap<string, PairValue>): JsonValue {
  const isList = [...values.keys()].every((name, index) => name === String(index));
  return isList ? Object.values(toObject(values)) : toObject(values);
}
