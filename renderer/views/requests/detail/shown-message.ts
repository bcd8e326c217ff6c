import type { JsonValue } from '../../../../shared/json.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { bytesOf, isUtf8, textOf } from '../../../format/body-bytes.ts';
import {
  findMessage,
  locateField,
  locateMistake,
  type MessageSource,
  readMessage,
} from '../../../format/read-message.ts';
import { describeReason } from '../../../format/reason.ts';
import type { TextMark } from '../../../format/text-lines.ts';

/** A request's body and message, read once for all that shows them. */
export interface ShownMessage {
  bytes: Uint8Array<ArrayBuffer>;
  body: string;
  isUtf8: boolean;
  message: MessageSource;
  /** The message as a value; null where it cannot be shown as one. */
  value: JsonValue | null;
  /** What the reasons are about, in the message's text; a field's mark has the field's name for its id. */
  marks: TextMark[];
}

/** Of the place where a message cannot be read on. */
export const mistakeId = '';

export function readShownMessage(request: RequestDetail): ShownMessage {
  const bytes = bytesOf(request.bodyBase64);
  const body = textOf(bytes);
  const message = findMessage(request, body);
  const marks = request.reasons.flatMap(({ path, message: why }): TextMark[] => {
    const range = path === '' ? placeOf(why, message.text) : locateField(message, path);
    return range === null ? [] : [{ ...range, id: path === '' ? mistakeId : path, text: describeReason(why) }];
  });
  return { bytes, body, isUtf8: isUtf8(bytes), message, value: readMessage(message), marks };
}

/** The place of a mistake, which has no length; the listener counts it without a byte order mark. */
function placeOf(why: string, text: string): { start: number; end: number } | null {
  const place = locateMistake(why);
  if (place === null) return null;
  const start = Math.min(place.position + (text.startsWith('\uFEFF') ? 1 : 0), text.length);
  return { start, end: start };
}
