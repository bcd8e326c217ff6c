import { describe, expect, test } from 'vitest';
import {
  isEditableAsText,
  readBodyText,
  readHex,
  toBase64,
  writeBodyText,
  writeHex,
} from '../../../../renderer/views/requests/sending/body-text.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a body edited as text', () => {
  test.each(['', '{"a":1}\n', '{\r\n"a":1\r\n}', '\uFEFF{}', 'a\u2028b', '\0', 'é👍'])(
    'is %j to the byte when nothing was edited',
    (text) => {
      const body = readBodyText(bytes(text));
      if (!isEditableAsText(body)) throw new Error('It can be edited as text');
      expect(body.text).not.toContain('\r');
      expect(writeBodyText(body.text, body.lineEnd)).toEqual(bytes(text));
    },
  );

  test('line ends of several kinds, and bytes that are no UTF-8, cannot be', () => {
    expect(isEditableAsText(readBodyText(bytes('a\r\nb\nc')))).toBe(false);
    expect(isEditableAsText(readBodyText(bytes('a\rb')))).toBe(false);
    expect(readBodyText(Uint8Array.of(0x7b, 0xff))).toBeNull();
  });
});

describe('a body edited byte by byte', () => {
  test('every byte comes back', () => {
    const all = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(writeHex(all).split('\n')[0]).toBe('00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f');
    expect(readHex(writeHex(all))).toEqual(all);
    expect(readHex(' 7B7d\t00 ')).toEqual(Uint8Array.of(0x7b, 0x7d, 0));
  });

  test('half a byte and other letters are no bytes', () => {
    for (const text of ['7', '7b 2', '7b 2 2', 'zz', '0x7b']) expect(readHex(text)).toBeNull();
  });

  test('a long body becomes base64 as well', () => {
    const long = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
    expect(toBase64(long)).toBe(Buffer.from(long).toString('base64'));
  });
});
