/** A body as text. */
export interface BodyText {
  /** With `\n` at each line's end, as a text field has it. */
  text: string;
  lineEnd: '\n' | '\r\n';
  /** To the letter. */
  exact: string;
}

/** Null where the bytes are no UTF-8. */
export function readBodyText(bytes: Uint8Array): BodyText | null {
  try {
    const exact = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const text = exact.replaceAll(/\r\n?/g, '\n');
    return { text, exact, lineEnd: exact.includes('\r\n') ? '\r\n' : '\n' };
  } catch {
    return null;
  }
}

/** Whether a body can be edited as text without anything else of it changing: line ends of several kinds would. */
export const isEditableAsText = (body: BodyText | null): body is BodyText =>
  body !== null && body.text.replaceAll('\n', body.lineEnd) === body.exact;

export const writeBodyText = (text: string, lineEnd: BodyText['lineEnd']): Uint8Array =>
  new TextEncoder().encode(text.replaceAll('\n', lineEnd));

const bytesOnALine = 16;

/** `7b 22 61 22`, sixteen bytes on a line. */
export function writeHex(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += bytesOnALine) {
    const line = bytes.subarray(start, start + bytesOnALine);
    lines.push([...line].map((byte) => byte.toString(16).padStart(2, '0')).join(' '));
  }
  return lines.join('\n');
}

/** Null where it is no hex: blanks may stand anywhere but within a byte. */
export function readHex(text: string): Uint8Array | null {
  const bytes: number[] = [];
  for (const run of text.split(/\s+/)) {
    if (!/^(?:[0-9a-f]{2})*$/i.test(run)) return null;
    for (let index = 0; index < run.length; index += 2) bytes.push(Number.parseInt(run.slice(index, index + 2), 16));
  }
  return Uint8Array.from(bytes);
}

/** In steps: a call takes only so many arguments. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 8192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(binary);
}
