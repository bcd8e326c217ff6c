/** A string literal of JavaScript and of Python alike, from text in which nothing deceives. */
export const quoteLiteral = (text: string): string => JSON.stringify(text);

/** The same from characters that are one byte each, which both languages write as `\xE9`. */
export const quoteBytes = (bytes: string): string =>
  quoteLiteral(bytes).replace(
    /[\x7f-\xff]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );

/** An address for programs that would take a byte for a character and encode that. */
export const encodeWideBytes = (url: string): string =>
  url
    .replaceAll('#', '%23')
    .replace(/[\x80-\xff]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
