import { isJsonObject, type JsonValue, unwrapJsonText } from './json.ts';
import { collectPairs, findMessagePart } from './message-source.ts';
import type { RequestDetail } from './requests.ts';
import { readUrlEncoded } from './url-encoded.ts';

/** A request with its body as text; null where its bytes are no UTF-8. */
export interface ComparedRequest {
  request: RequestDetail;
  bodyText: string | null;
}

/** What a body is, as far as its bytes tell. */
export type BodyKind = 'none' | 'json' | 'form' | 'text' | 'binary';

export type ValueType = 'text' | 'number' | 'boolean' | 'null' | 'object' | 'list' | 'json_text';

/** One value of a message. `text` is how it is shown, `type` what it is. */
export interface MessageValue {
  text: string;
  type: ValueType;
  /** It has values of its own, listed under their own paths. */
  isContainer: boolean;
}

/** Values by their paths: `custom.crm`, `legs[0].to`. */
export type MessageValues = ReadonlyMap<string, MessageValue>;

/** Digits of a number as they were written: a double would lose some. */
class WrittenNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

type Read = JsonValue | WrittenNumber | Read[] | { [name: string]: Read };

/**
 * What a request's body is.
 *
 * @param bodyText null where it is no UTF-8
 */
export function readBodyKind({ bodyBytes, contentType }: RequestDetail, bodyText: string | null): BodyKind {
  if (bodyBytes === 0) return 'none';
  if (bodyText === null) return 'binary';
  if (readJson(bodyText) !== undefined) return 'json';
  return /^\s*application\/x-www-form-urlencoded/i.test(contentType ?? '') ? 'form' : 'text';
}

/** Whether the listener reads the query as the message, and not the body. */
export const isMessageInQuery = ({ method, query, bodyBytes }: RequestDetail): boolean =>
  query !== '' && findMessagePart({ method, query }, bodyBytes > 0) === 'query';

/** The message a request holds, with its numbers as written; undefined where it cannot be read. */
export function readMessage({ request, bodyText }: ComparedRequest): Read | undefined {
  if (isMessageInQuery(request)) return readParameters(request.query);
  switch (readBodyKind(request, bodyText)) {
    case 'json':
      return readJson(bodyText ?? '');
    case 'form':
      return readParameters(bodyText ?? '');
    default:
      return undefined;
  }
}

const readParameters = (text: string): Read =>
  collectPairs(readUrlEncoded(text).map(({ name, value }) => [name, value] as const));

/** All values of a message by their paths, in their order. */
export function flattenMessage(message: Read | undefined): MessageValues {
  const values = new Map<string, MessageValue>();
  if (message !== undefined) addValues(values, '', message);
  return values;
}

/** Numbers stay as they were written. Undefined for what is no JSON, or too deep to be read. */
function readJson(text: string): Read | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''), (_name, value: Read, context?: { source?: string }) =>
      typeof value === 'number' && context?.source !== undefined ? new WrittenNumber(context.source) : value,
    ) as Read;
  } catch {
    return undefined;
  }
}

function addValues(values: Map<string, MessageValue>, path: string, value: Read): void {
  const text = typeof value === 'string' ? unwrapJsonText(value) : '';
  const held = /^\s*[{[]/.test(text) ? readJson(text) : undefined;
  const inner = held ?? value;
  const entries = entriesOf(inner);
  if (entries === null || entries.length === 0) {
    values.set(path, plainValue(value));
    return;
  }
  const type = held !== undefined ? 'json_text' : Array.isArray(inner) ? 'list' : 'object';
  if (path !== '') values.set(path, { text: '', type, isContainer: true });
  for (const [name, item] of entries) addValues(values, joinPath(path, name), item);
}

function entriesOf(value: Read): [string | number, Read][] | null {
  if (Array.isArray(value)) return value.map((item, index) => [index, item]);
  return isJsonObject(value) && !(value instanceof WrittenNumber) ? Object.entries(value) : null;
}

/** `custom.crm`; a name that is no word stands in brackets. */
function joinPath(path: string, name: string | number): string {
  if (typeof name === 'number') return `${path}[${name}]`;
  if (path === '') return name;
  return /^[\w-]+$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

function plainValue(value: Read): MessageValue {
  const isContainer = false;
  if (value instanceof WrittenNumber) return { text: value.source, type: 'number', isContainer };
  if (typeof value === 'string') return { text: value, type: 'text', isContainer };
  if (typeof value === 'number') return { text: String(value), type: 'number', isContainer };
  if (typeof value === 'boolean') return { text: String(value), type: 'boolean', isContainer };
  if (value === null) return { text: 'null', type: 'null', isContainer };
  return Array.isArray(value) ? { text: '[]', type: 'list', isContainer } : { text: '{}', type: 'object', isContainer };
}
