/** One pair of a query or a form. */
export interface UrlEncodedPair {
  /** As it stands there. */
  raw: string;
  name: string;
  value: string;
}

/** The pairs of a query or a form in their order, empty ones left out; escapes that are none stay as they are. */
export function readUrlEncoded(text: string): UrlEncodedPair[] {
  return text
    .split('&')
    .filter((raw) => raw !== '')
    .map((raw) => {
      const equals = raw.indexOf('=');
      const [name, value] = equals === -1 ? [raw, ''] : [raw.slice(0, equals), raw.slice(equals + 1)];
      return { raw, name: decode(name), value: decode(value) };
    });
}

/** A pair as it is sent. */
export const writeUrlEncoded = (name: string, value: string): string => `${encode(name)}=${encode(value)}`;

/** Half a character cannot be encoded. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

function decode(text: string): string {
  return text.replaceAll('+', ' ').replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
