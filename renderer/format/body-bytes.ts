/** A body's exact bytes. */
export const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** The body as text; bytes that are no UTF-8 are shown as U+FFFD. */
export const textOf = (base64: string): string => new TextDecoder().decode(bytesOf(base64));
