import { expect, test } from 'vitest';
import { bytesOf, hexDigits, hexDump, isUtf8, textOf } from '../../../../renderer/format/body-bytes.ts';

const base64 = (bytes: number[]): string => Buffer.from(bytes).toString('base64');

test('a body is told by its exact bytes, in rows of sixteen', () => {
  const bytes = bytesOf(base64([...Buffer.from('{"to":"44207946"}'), 0, 0xff, 0x7f]));
  expect(hexDump(bytes)).toBe(
    [
      '00000000  7b 22 74 6f 22 3a 22 34  34 32 30 37 39 34 36 22  {"to":"44207946"',
      '00000010  7d 00 ff 7f                                       }...',
    ].join('\n'),
  );
  expect(hexDigits(bytes)).toBe('7b22746f223a223434323037393436227d00ff7f');
  expect(hexDump(new Uint8Array())).toBe('');
});

test('text is that of the bytes and no other: a byte order mark stays, what is no UTF-8 is told', () => {
  const marked = bytesOf(base64([0xef, 0xbb, 0xbf, 0x61]));
  expect(textOf(marked)).toBe('\uFEFFa');
  expect([...new TextEncoder().encode(textOf(marked))]).toEqual([...marked]);
  expect(isUtf8(marked)).toBe(true);
  expect(isUtf8(bytesOf(base64([0x61, 0xc3, 0x28])))).toBe(false);
});
