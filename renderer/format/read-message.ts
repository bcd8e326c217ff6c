import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { collectPairs, findMessagePart, isFormBody, readBracketName } from '../../shared/message-source.ts';
import type { RequestDetail } from '../../shared/requests.ts';

/** What of a request holds the message, and how; the listener reads it by the same rules. */
export interface MessageSource {
  part: 'query' | 'body';
  encoding: 'json' | 'form';
  text: string;
}

/** A part of a text, in UTF-16 units. */
export interface TextRange {
  start: number;
  end: number;
}

/**
 * Where the message of a request stands.
 *
 * @param body the body as text, in which a byte order mark stays
 */
export function findMessage(
  { method, query, contentType }: Pick<RequestDetail, 'method' | 'query' | 'contentType'>,
  body: string,
): MessageSource {
  if (findMessagePart({ method, query }, body !== '') === 'query')
    return { part: 'query', encoding: 'form', text: query };
  return { part: 'body', encoding: isFormBody(contentType, body) ? 'form' : 'json', text: body };
}

/** The listener takes 32 levels; what shows a value goes down level by level, and much deeper it would not come back. */
const deepestShown = 64;

/** The message as a value; null where it cannot be read, or nests too deep to be shown as what it is. */
export function readMessage({ encoding, text }: MessageSource): JsonValue | null {
  if (encoding === 'form') return readForm(text);
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, '')) as JsonValue;
    return isDeeperThan(value, deepestShown) ? null : value;
  } catch {
    return null;
  }
}

function isDeeperThan(value: JsonValue, levels: number): boolean {
  let level: JsonValue[] = [value];
  for (let depth = 0; depth <= levels; depth += 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (level.length === 0) return false;
  }
  return true;
}

/** The fields of a form or a query. */
export const readForm = (text: string): JsonObject => collectPairs(new URLSearchParams(text));

/**
 * Where a field stands in its message, its name and its value. Of a name that comes twice the last one is meant, as in
 * JSON.parse. Null where it is not there.
 *
 * @param path the field's name; names within each other are joined by dots
 */
export function locateField(source: MessageSource, path: string): TextRange | null {
  const found = source.encoding === 'json' ? locateInJson(source.text, path) : locateInForm(source.text, path);
  // The one field that has two names.
  return found === null && path === 'app_id' ? locateField(source, 'appid') : found;
}

function locateInJson(text: string, path: string): TextRange | null {
  let node: Node | undefined;
  try {
    const root = parseTree(text);
    node =
      root === undefined ? undefined : (lastProperty(root, path) ?? findNodeAtLocation(root, path.split('.'))?.parent);
  } catch (error) {
    // The parser recurses: a text nested too deep for it is refused anyway.
    if (!(error instanceof RangeError)) throw error;
  }
  return node === undefined ? null : { start: node.offset, end: node.offset + node.length };
}

const lastProperty = ({ type, children = [] }: Node, name: string): Node | undefined =>
  type === 'object' ? children.findLast(({ children: [key] = [] }) => key?.value === name) : undefined;

function locateInForm(text: string, name: string): TextRange | null {
  let end = text.length;
  for (const pair of text.split('&').toReversed()) {
    const start = end - pair.length;
    const [[pairName] = ['']] = new URLSearchParams(pair);
    // `custom[lead]` is part of `custom`, and is `custom.lead` in the message.
    const nested = readBracketName(pairName);
    if (pairName === name || nested?.root === name || [nested?.root, ...(nested?.path ?? [])].join('.') === name)
      return { start, end };
    end = start - 1;
  }
  return null;
}

/** Where a reason says that a message cannot be read, in UTF-16 units; null for other reasons. */
export function locateMistake(message: string): { position: number; line: number; column: number } | null {
  const [, line, column, position] = /: line (\d+), column (\d+) \(position (\d+)\)\.$/.exec(message) ?? [];
  return position === undefined ? null : { position: Number(position), line: Number(line), column: Number(column) };
}
