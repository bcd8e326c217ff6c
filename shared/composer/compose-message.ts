import type { JsonObject, JsonValue } from '../json.ts';
import type { Draft, DraftField, DraftValue, PlainValue } from './draft.ts';

/** A request without whom it goes to. */
export interface ComposedMessage {
  method: 'POST' | 'GET';
  /** Null where there is no body. */
  contentType: string | null;
  /** Query string without `?`. */
  query: string;
  body: string;
}

/** `path` names the field, as in a refusal: `time`, `custom.ticket`. */
export interface ComposeProblem {
  path: string;
}

export type ComposeResult =
  | { ok: true; message: ComposedMessage }
  /** These values are to be JSON, and are not. */
  | { ok: false; problems: ComposeProblem[] };

/** The request that a draft makes: what is written as JSON is sent to the letter, and names may come twice. */
export function composeMessage(draft: Draft): ComposeResult {
  const problems = draft.fields.flatMap(findProblems);
  if (problems.length > 0) return { ok: false, problems };
  if (draft.encoding === 'json') {
    const body = writeObject(draft.fields.map(({ name, value }) => [name, writeValue(value)]));
    return { ok: true, message: { method: 'POST', contentType: 'application/json', query: '', body } };
  }
  const encoded = toTexts(draft)
    .map((pair) => pair.map(encodeFormPart).join('='))
    .join('&');
  return {
    ok: true,
    message:
      draft.encoding === 'get'
        ? { method: 'GET', contentType: null, query: encoded, body: '' }
        : { method: 'POST', contentType: 'application/x-www-form-urlencoded', query: '', body: encoded },
  };
}

/** What the listener reads in the request of a draft without problems; a name that comes twice has its last value in JSON, both elsewhere. */
export function readComposed(draft: Draft): JsonObject {
  if (draft.encoding === 'json') {
    const entries = draft.fields.map(({ name, value }): [string, JsonValue] => [name, JSON.parse(writeValue(value))]);
    return Object.fromEntries(entries);
  }
  const values = Map.groupBy(toTexts(draft), ([name]) => name);
  const entries = [...values].map(([name, pairs]): [string, JsonValue] => {
    const texts = pairs.map(([, text]) => text);
    return [name, texts.length === 1 ? (texts[0] ?? '') : texts];
  });
  return Object.fromEntries(entries);
}

function findProblems({ name, value }: DraftField): ComposeProblem[] {
  if ('text' in value) return isSound(value) ? [] : [{ path: name }];
  return value.rows.filter((row) => !isSound(row.value)).map((row) => ({ path: `${name}.${row.name}` }));
}

function isSound({ as, text }: PlainValue): boolean {
  if (as === 'text') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A value as JSON text. */
export function writeValue(value: DraftValue): string {
  // What is JSON is not parsed and written anew: that would cost long numbers their digits.
  if ('text' in value) return value.as === 'text' ? JSON.stringify(value.text) : value.text.trim();
  const object = writeObject(value.rows.map((row) => [row.name, writeValue(row.value)]));
  return value.as === 'object' ? object : JSON.stringify(object);
}

const writeObject = (members: [name: string, json: string][]): string =>
  `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;

/** Everything is text in a query or a form; objects travel as JSON. */
const toTexts = ({ fields }: Draft): [string, string][] =>
  fields.map(({ name, value }) => {
    if ('text' in value) return [name, value.as === 'json' ? value.text.trim() : value.text];
    return [name, writeObject(value.rows.map((row) => [row.name, writeValue(row.value)]))];
  });

/** As forms and queries are encoded: a space is a plus, and only `*-._` stay besides letters and digits. */
const encodeFormPart = (text: string): string =>
  encodeURIComponent(text.toWellFormed())
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
