import { tokenPlaceholder } from './requests.ts';

interface Pattern {
  token: string;
  /** The token in whatever case, each of its characters as itself or encoded once or more, as `%61` or `%2561`. */
  expression: RegExp;
}

/** The last one used: the token hardly ever changes. */
let known: Pattern = { token: '', expression: /(?!)/g };

const patternOf = (token: string): RegExp => {
  if (known.token !== token) known = { token, expression: new RegExp([...token].map(encodings).join(''), 'gi') };
  return known.expression;
};

/** A hexadecimal digit in each way it can be written in a URL; small and capital letters have different codes. */
function encodings(digit: string): string {
  const codes = [...new Set([digit.toLowerCase(), digit.toUpperCase()])].map((one) => one.charCodeAt(0).toString(16));
  return `(?:${digit}|%(?:25)*(?:${codes.join('|')}))`;
}

/**
 * A text without the token: wherever it stands, in whatever case and however it is URL-encoded, a placeholder stands
 * instead.
 *
 * @param token of hexadecimal digits
 */
export const maskToken = (text: string, token: string): string => text.replace(patternOf(token), tokenPlaceholder);

/** The text with the token in its place again. */
export const unmaskToken = (text: string, token: string): string => text.replaceAll(tokenPlaceholder, token);
