import type { Reason } from './calls.ts';
import { enReasons } from './i18n/en/reasons.ts';
import { isJsonObject, type JsonObject, type JsonValue, parseJsonStructure } from './json.ts';
import { readUrlEncoded } from './url-encoded.ts';

/** What a refused message is, if it is something known other than an event that DialPop reads. */
export const messageShapes = [
  /** TeleCMI's older format: `cmiuid`, `parent_uid`, `status:"ringing"`. */
  'older_event',
  /** `{count, cdr:[…]}`, an answer of TeleCMI's API. */
  'report',
  /** Any other answer of TeleCMI's API: `{code, msg}`. */
  'api_answer',
  /** Several messages in one list. */
  'list',
  /** Several messages, one after the other. */
  'several',
  /** An event inside a field of another object. */
  'wrapped',
  /** JSON inside a JSON string. */
  'encoded_twice',
  /** PIOPIY's, without the status that says what it is. */
  'piopiy',
  'xml',
  'html',
  'multipart',
  /** A form with another content type. */
  'form',
  'empty',
] as const;
export type MessageShape = (typeof messageShapes)[number];

type SentenceKey = keyof typeof enReasons;

/** The catalogue's English sentence for use in an answer, with straight quotes. */
export function answerSentence(key: SentenceKey, values: Record<string, string> = {}): string {
  const sentence: string = enReasons[key];
  return sentence.replaceAll(/[“”]/g, '"').replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '');
}

const reason = (code: MessageShape, key: SentenceKey, values?: Record<string, string>): Reason => ({
  path: '',
  message: answerSentence(key, values),
  code,
});

/**
 * Names a message that is not an event, so that nobody has to guess from the fields it lacks.
 *
 * @returns null for an unknown kind of message, of which only the mistakes can be named
 */
export function nameShape(message: JsonValue): Reason | null {
  if (typeof message === 'string')
    return isJsonObject(parseJsonStructure(message)) ? reason('encoded_twice', 'reason.shape.encodedTwice') : null;
  if (Array.isArray(message)) return message.some(isLikeMessage) ? nameList(message) : null;
  return isJsonObject(message) ? nameObject(message) : null;
}

function nameObject(message: JsonObject): Reason | null {
  const has = (name: string): boolean => Object.hasOwn(message, name);
  if ((has('vn') || has('appid')) && !has('type') && !message['status']) {
    return { path: 'status', message: answerSentence('reason.missing.piopiyStatus'), code: 'piopiy' };
  }
  if (has('cmiuuid')) return null;
  if (Array.isArray(message['cdr'])) {
    return reason('report', 'reason.shape.report', { count: String(message['cdr'].length) });
  }
  const olderNames = ['cmiuid', 'parent_uid'].filter(has);
  if (olderNames.length > 0) return nameOlder(olderNames);
  if (message['status'] === 'ringing' && !has('type')) return nameOlder(['ringing']);
  return nameWrapped(message) ?? nameApiAnswer(message);
}

const nameList = (messages: readonly JsonValue[]): Reason =>
  reason('list', 'reason.shape.list', { count: String(messages.length) });

const nameOlder = (signs: readonly string[]): Reason =>
  reason('older_event', 'reason.shape.older', { signs: signs.map((sign) => `"${sign}"`).join(', ') });

/** No envelope has more fields; a form can have thousands. */
const maximumEnvelopeFields = 50;

/** An event, a report or a list of events in one of the fields, as a value or as JSON in a text. */
function nameWrapped(message: JsonObject): Reason | null {
  for (const name of Object.keys(message).slice(0, maximumEnvelopeFields)) {
    const value = message[name];
    if (value === undefined || name === 'custom' || name === 'extra_params') continue;
    const inner = typeof value === 'string' ? parseJsonStructure(value) : value;
    if (Array.isArray(inner) && inner.some(isLikeMessage)) return nameList(inner);
    if (isLikeMessage(inner)) return reason('wrapped', 'reason.shape.wrapped', { name });
    if (isJsonObject(inner) && Array.isArray(inner['cdr'])) return nameObject(inner);
  }
  return null;
}

function nameApiAnswer(message: JsonObject): Reason | null {
  const { code } = message;
  const hasWords = ['msg', 'message', 'error'].some((name) => typeof message[name] === 'string');
  if (typeof code !== 'number' || !hasWords) return null;
  return reason('api_answer', 'reason.shape.apiAnswer', { code: String(code) });
}

/** Names from messages of every format; three of them are no coincidence. */
const messageFields = [
  ...['call_id', 'cmiuuid', 'cmiuid', 'parent_uid', 'conversation_uuid', 'request_id', 'leg', 'type', 'user', 'team'],
  ...['direction', 'status', 'app_id', 'appid', 'callerid', 'time', 'to', 'from', 'virtual_number', 'answeredsec'],
];

/** Whether a value looks like one of TeleCMI's messages, in whatever format. */
export const isLikeMessage = (value: unknown): boolean =>
  isJsonObject(value) && messageFields.filter((name) => Object.hasOwn(value, name)).length >= 3;

/** What a text is that is neither JSON nor a form, with a sentence about it. */
export function nameForeignText(text: string): { code: MessageShape; detail: string } | null {
  const trimmed = text.trim();
  if (/^<(!doctype\s+html|html|head|body)\b.*>$/is.test(trimmed))
    return { code: 'html', detail: enReasons['reason.mistake.html'] };
  if (/^<(\?xml|!doctype|!--|[a-z_][\w.:-]*[\s/>]).*>$/is.test(trimmed))
    return { code: 'xml', detail: enReasons['reason.mistake.xml'] };
  if (/^--\S+\r?\ncontent-disposition:/i.test(trimmed))
    return { code: 'multipart', detail: enReasons['reason.mistake.multipart'] };
  return null;
}

/** Whether a text that is not JSON is a form with a message's fields. */
export const isUnmarkedForm = (text: string): boolean =>
  /^[^\s{["<]+=/.test(text) && isLikeMessage(Object.fromEntries(readUrlEncoded(text).map(({ name }) => [name, true])));
