import type { Reason } from '../../shared/calls.ts';
import { foldText } from '../../shared/fold-text.ts';
import { type JsonValue, parseJsonStructure } from '../../shared/json.ts';
import type { Header } from '../../shared/requests.ts';

/** What of a request is searched, as its rows hold it. */
export interface SearchedRow {
  method: string;
  path: string | null;
  query: string;
  content_type: string | null;
  body: Uint8Array;
  refusal: string | null;
  answer_status: number;
  reasons: string;
  /** Null without a trace. */
  headers: string | null;
  answer: string | null;
  /** Of its event; null without one. */
  fields: string | null;
}

const ascii = /^[\0-\x7F]*$/;
/** Deeper is nothing that anybody looks for by its name. */
const deepest = 16;

/** Everything a request says, in normal form, for `matchesTerms`. */
export function foldRequestTexts(row: SearchedRow): string {
  const plain: string[] = [];
  const folded: string[] = [];
  for (const text of listTexts(row)) {
    if (ascii.test(text)) plain.push(text);
    else folded.push(foldText(text));
  }
  // Nearly all of them, folded at once: what stands between groups no digits.
  folded.push(foldText(plain.join('|')));
  return [...folded, ...listNumbers(row)].join('\n');
}

/** Its event's telephone numbers, each as its own text: a search for a number may match only a text's beginning. */
function listNumbers({ fields }: SearchedRow): string[] {
  const numbers = fields?.matchAll(/"(?:to|from|callerid|virtual_number)":"?([^"\\,}]+)/g) ?? [];
  return Array.from(numbers, ([, number = '']) => foldText(number));
}

/** Its headers; none without a trace. */
export const headersOf = ({ headers }: SearchedRow): Header[] => (headers === null ? [] : JSON.parse(headers));

/** The values it names, each with the dotted way to it: of its event, or else of its body and query. */
export function* listFields(row: SearchedRow): Generator<[path: string, value: string]> {
  if (row.fields !== null) {
    yield* listLeaves(JSON.parse(row.fields));
    return;
  }
  const text = bodyText(row);
  const json = parseJsonStructure(text);
  if (json !== null) yield* listLeaves(json);
  for (const form of [row.query, json === null ? text : '']) {
    for (const [name, value] of new URLSearchParams(form)) yield* listLeaves(value, name);
  }
}

function* listTexts(row: SearchedRow): Generator<string> {
  yield row.method;
  yield row.path ?? '';
  yield* withDecoded(row.query);
  yield row.content_type ?? '';
  for (const [name, value] of headersOf(row)) yield `${name}: ${value}`;
  const text = bodyText(row);
  yield* withDecoded(text);
  // All of it stands in the body or the query, save what was escaped twice.
  if (row.fields !== null && /(\\|%5c)u/i.test(text + row.query))
    for (const [, value] of listLeaves(JSON.parse(row.fields))) yield value;
  const reasons: Reason[] = JSON.parse(row.reasons);
  for (const { path, message } of reasons) yield `${path} ${message}`;
  yield row.refusal ?? '';
  yield String(row.answer_status);
  if (row.answer !== null) yield String(JSON.parse(row.answer).body);
}

const bodyText = ({ body }: SearchedRow): string =>
  Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');

/** A text as it came, and with what stands escaped in forms, queries and JSON as a person knows it. */
function* withDecoded(text: string): Generator<string> {
  yield text;
  if (!/[%+\\]/.test(text)) return;
  yield text
    .replaceAll(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'))
    .replaceAll('+', ' ')
    .replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/\\(["/\\])/g, '$1');
}

/** The values inside a value; a text that is JSON itself, as custom fields are sent, is looked into. */
function* listLeaves(value: JsonValue, path = '', depth = 0): Generator<[string, string]> {
  const inner = typeof value === 'string' ? (parseJsonStructure(value) ?? value) : value;
  if (typeof value === 'string' && inner !== value) yield [path, value];
  if (typeof inner !== 'object' || inner === null) {
    yield [path, typeof inner === 'string' ? inner : JSON.stringify(inner)];
    return;
  }
  if (depth === deepest) return;
  for (const [name, next] of Object.entries(inner)) {
    yield* listLeaves(next, path === '' ? name : `${path}.${name}`, depth + 1);
  }
}
