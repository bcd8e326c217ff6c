/** A body's exact bytes. */
export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** The body as text; bytes that are no UTF-8 are shown as U+FFFD. A byte order mark stays. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** Whether bytes are text that copies as exactly these bytes. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const bytesInRow = 16;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** Bytes as programmers look at them: where each row begins, sixteen bytes, and what of them is ASCII. */
export function hexDump(bytes: Uint8Array): string {
  const rows: string[] = [];
  for (let start = 0; start < bytes.length; start += bytesInRow) {
    const row = [...bytes.subarray(start, start + bytesInRow)];
    const pairs = row.map((byte, index) => `${index === bytesInRow / 2 ? ' ' : ''}${hex(byte, 2)}`).join(' ');
    const characters = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    rows.push(`${hex(start, 8)}  ${pairs.padEnd(bytesInRow * 3)}  ${characters}`);
  }
  return rows.join('\n');
}

/** Bytes as one run of hexadecimal digits, to be read back by any program. */
export const hexDigits = (bytes: Uint8Array): string => [...bytes].map((byte) => hex(byte, 2)).join('');
