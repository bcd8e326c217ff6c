import { textOf, toPairs } from './found-request.ts';

/** Whether a media type is a form's, ignoring case and parameters. */
export const isFormType = (mediaType: string): boolean =>
  /^\s*application\/x-www-form-urlencoded\s*(;|$)/i.test(mediaType);

/** A form's fields as a file lists them; entries without name and value are dropped. */
export const toFields = (params: unknown): [name: string, value: string][] =>
  toPairs(params)
    .map(([name, value]): [string, string] => [name, textOf(value)])
    .filter(([name, value]) => name !== '' || value !== '');

/** A text that consists only of characters a form carries unescaped, and of escapes. */
const carried = /^(?:[\w.~!*'()+-]|%[0-9a-f]{2})*$/i;
const isEscaped = (text: string): boolean => carried.test(text) && text.includes('%');
/** No program writes these into a form, so a list that has them was decoded. */
const isDecoded = (text: string): boolean => /[^\x21-\x7e]|&|%(?![0-9a-f]{2})/i.test(text);

/**
 * Rebuilds the form from a list of its fields. Some programs list fields as they were sent, others decode them. If
 * characters occur that only decoded fields have, that decides; otherwise the length of the body, if only one of the
 * two spellings has it; otherwise whether there are escapes.
 *
 * @param bytes the length of the body; null if it is unknown
 */
export function writeForm(fields: readonly (readonly [name: string, value: string])[], bytes: number | null): string {
  const texts = fields.flat();
  const join = (write: (text: string) => string): string =>
    fields.map(([name, value]) => `${write(name)}=${write(value)}`).join('&');
  const encoded = join(encode);
  if (texts.some(isDecoded)) return encoded;
  const asGiven = join((text) => text);
  const hasLength = (form: string): boolean => Buffer.byteLength(form) === bytes;
  if (hasLength(asGiven) !== hasLength(encoded)) return hasLength(asGiven) ? asGiven : encoded;
  return texts.some(isEscaped) ? join((text) => (carried.test(text) ? text : encode(text))) : encoded;
}

/** As forms are written: a space becomes a plus. Half a surrogate pair cannot be encoded. */
const encode = (text: string): string => String(new URLSearchParams([['', text.toWellFormed()]])).slice(1);
