import { tokenPlaceholder } from './requests.ts';

/** A text without the token: wherever it stands, in whatever case, a placeholder stands instead. */
export function maskToken(text: string, token: string): string {
  return text.toLowerCase().includes(token) ? text.replaceAll(new RegExp(token, 'gi'), tokenPlaceholder) : text;
}

/** The text with the token in its place again. */
export const unmaskToken = (text: string, token: string): string => text.replaceAll(tokenPlaceholder, token);
