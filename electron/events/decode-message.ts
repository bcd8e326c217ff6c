import { isUtf8 } from 'node:buffer';
import { type ParseError, parse as parseTolerantly, printParseErrorCode } from 'jsonc-parser';
import { isJsonObject, type JsonObject, type JsonValue, unwrapJsonText } from '../../shared/json.ts';
import {
  answerSentence,
  isLikeMessage,
  isUnmarkedForm,
  type MessageShape,
  nameForeignText,
} from '../../shared/message-shapes.ts';
import { collectPairs, findMessagePart, isFormBody } from '../../shared/message-source.ts';
import type { ReceivedRequest, TextPosition } from '../../shared/received-request.ts';

/**
 * Posture: everything here comes from the internet. Nothing is looked up by a name that
 * was sent, no object is built by assignment, and depth is bounded before anything walks
 * the result recursively.
 */

/** Deepest nesting that is read. TeleCMI's own messages nest once; 64 KiB of "[" would nest 65,536 times. */
const maximumDepth = 32;

type EncodedMessage = Pick<ReceivedRequest, 'method' | 'query' | 'contentType' | 'body'>;

export type DecodeResult =
  | { ok: true; message: JsonValue }
  | { ok: false; error: 'malformed'; detail: string; position: TextPosition; code?: MessageShape }
  | { ok: false; error: 'too_deep'; detail: string };

const tooDeep: DecodeResult = {
  ok: false,
  error: 'too_deep',
  detail: `nested deeper than ${maximumDepth} levels`,
};

/**
 * Turns a request into the message it holds: JSON whatever the content type says, a form,
 * or the query; see {@link findMessagePart}.
 */
export function decodeMessage({ method, query, contentType, body }: EncodedMessage): DecodeResult {
  if (findMessagePart({ method, query }, body.byteLength > 0) === 'query') {
    return { ok: true, message: decodeUrlEncoded(query) };
  }
  const text = new TextDecoder().decode(body);
  // Each byte that is no UTF-8 was decoded to U+FFFD.
  if (!isUtf8(body)) return malformed(text, text.indexOf('\uFFFD'), 'The body is not UTF-8 text');

  // Before checking for a form: command-line tools send everything with the form's content type.
  const foreign = nameForeignText(text);
  if (foreign !== null) return malformed(text, 0, foreign.detail, foreign.code);
  return isFormBody(contentType, text) ? { ok: true, message: decodeUrlEncoded(text) } : decodeJson(text);
}

/** JSON text to a value, with the position of the first mistake. */
function decodeJson(text: string): DecodeResult {
  const message = parseJson(text);
  if (message === undefined) {
    const mistake = locateMistake(text);
    return mistake === null
      ? tooDeep
      : (nameMalformed(text, mistake.offset) ?? malformed(text, mistake.offset, mistake.detail));
  }
  return message === 'too_deep' ? tooDeep : { ok: true, message: message.value };
}

/** Undefined for a text that is not JSON. */
function parseJson(text: string): { value: JsonValue } | 'too_deep' | undefined {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
  if (isTooDeep(value)) return 'too_deep';
  // A number with more digits than a double holds keeps them, as text. The reviver costs
  // time, and it recurses: it only runs where such a number can be, on what is not deep.
  const hasLongNumber = /\d{16}|\d\.\d{15}|\de[+-]?\d{3}/i.test(text);
  return { value: hasLongNumber ? (JSON.parse(text, keepLongNumbers) as JsonValue) : value };
}

/**
 * `custom` and `extra_params` hold JSON in a text, a real object, or text that is no JSON
 * at all ("none", "false", a plain word). Only an object or a list counts as JSON: a bare
 * `false` or `007` is a word somebody sent, and stays the text it is. What was encoded twice is decoded twice.
 */
export function readCustom(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  const text = unwrapJsonText(value);
  if (!/^\s*[{[]/.test(text)) return value;
  const held = parseJson(text);
  return held === undefined || held === 'too_deep' ? value : held.value;
}

function keepLongNumbers(_name: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined) return value;
  const isLong = /^-?\d+$/.test(source) && !Number.isSafeInteger(value);
  return isLong || !Number.isFinite(value) || significantDigits(source) !== significantDigits(String(value))
    ? source
    : value;
}

/** `-0.0150e7` has the digits 15, and so has every number that is written in another way but is the same. */
const significantDigits = (number: string): string =>
  number.replace(/e.*$/i, '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');

/** `a=1&b=2` to an object; brackets stay in the key, but for those of custom fields. */
const decodeUrlEncoded = (text: string): JsonObject => collectPairs(new URLSearchParams(text));

/** Walks with its own stack: what nests too deep would overflow a recursive walk. */
function isTooDeep(message: JsonValue): boolean {
  let level = [message];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maximumDepth) return true;
    level = level.flatMap((value) => {
      if (Array.isArray(value)) return value.filter((item) => typeof item === 'object');
      return isJsonObject(value) ? Object.values(value).filter((item) => typeof item === 'object') : [];
    });
  }
  return false;
}

/**
 * V8 leaves the position out for short texts; this parser always knows it. But it recurses:
 * null where the text nests too deep for it before the first mistake.
 */
function locateMistake(text: string): { offset: number; detail: string } | null {
  if (text.trim() === '') return { offset: 0, detail: 'The body is empty' };
  const errors: ParseError[] = [];
  try {
    parseTolerantly(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  } catch {
    if (errors.length === 0) return null;
  }
  const first = errors[0];
  if (first === undefined) return { offset: text.length, detail: 'This is not valid JSON' };
  return { offset: first.offset, detail: mistakes[printParseErrorCode(first.error)] ?? 'This is not valid JSON' };
}

const mistakes: Record<string, string> = {
  InvalidSymbol: 'A word stands here that is not JSON',
  InvalidNumberFormat: 'This number is not valid JSON',
  PropertyNameExpected: 'A field name in double quotes is expected here',
  ValueExpected: 'A value is expected here',
  ColonExpected: 'A colon is expected here',
  CommaExpected: 'A comma is expected here',
  CloseBraceExpected: 'A closing brace is expected here',
  CloseBracketExpected: 'A closing bracket is expected here',
  EndOfFileExpected: 'The message should end here',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfString: 'This text has no closing quote',
  UnexpectedEndOfNumber: 'This number breaks off',
  InvalidUnicode: 'This \\u escape is not valid',
  InvalidEscapeCharacter: 'This escape is not valid JSON',
  InvalidCharacter: 'This character must be escaped',
};

/** Names a text that is not JSON, if that says more than the mistake in it. @param offset of the mistake */
function nameMalformed(text: string, offset: number): DecodeResult | null {
  if (text.trim() === '') return malformed(text, 0, answerSentence('reason.mistake.empty'), 'empty');
  if (isUnmarkedForm(text)) return malformed(text, 0, answerSentence('reason.mistake.form'), 'form');
  // One message per line, or one right after another.
  if (!/^\s*\{/.test(text.slice(offset))) return null;
  const first = decodeJson(text.slice(0, offset).trimEnd().replace(/,$/, ''));
  const isSeveral = first.ok && isLikeMessage(first.message);
  return isSeveral ? malformed(text, offset, answerSentence('reason.mistake.several'), 'several') : null;
}

function malformed(text: string, offset: number, detail: string, code?: MessageShape): DecodeResult {
  const before = text.slice(0, offset).split('\n');
  const position = { position: offset, line: before.length, column: (before.at(-1) ?? '').length + 1 };
  return { ok: false, error: 'malformed', detail, position, ...(code === undefined ? {} : { code }) };
}
