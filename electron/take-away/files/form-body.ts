import { textOf, toPairs } from './found-request.ts';

/** Whether a media type is a form's, whatever its case and parameters. */
export const isFormType = (mediaType: string): boolean =>
  /^\s*application\/x-www-form-urlencoded\s*(;|$)/i.test(mediaType);

/** A form's fields as a file tells them one by one; those without name and value are none. */
export const toFields = (params: unknown): [name: string, value: string][] =>
  toPairs(params)
    .map(([name, value]): [string, string] => [name, textOf(value)])
    .filter(([name, value]) => name !== '' || value !== '');

/** A text of nothing but what a form carries as it is, and escapes. */
const carried = /^(?:[\w.~!*'()+-]|%[0-9a-f]{2})*$/i;
const isEscaped = (text: string): boolean => carried.test(text) && text.includes('%');
/** No program writes these into a form: who tells them has decoded it. */
const isDecoded = (text: string): boolean => /[^\x21-\x7e]|&|%(?![0-9a-f]{2})/i.test(text);

/**
 * The form that a list of fields was. Some programs tell fields as they were sent, others decoded. What only decoded
 * fields hold decides; else the length of the body, where one way of writing has it and the other has not; else whether
 * there are escapes.
 *
 * @param bytes how long the body was; null where that is not known
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

/** As forms are written: a blank is a plus. Half a character cannot be encoded. */
const encode = (text: string): string => String(new URLSearchParams([['', text.toWellFormed()]])).slice(1);
