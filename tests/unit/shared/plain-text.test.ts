import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitDeceiving, toPlainText } from '../../../shared/plain-text.ts';

const count = (text: string) => [...new Intl.Segmenter().segment(text)].length;

describe('text from outside', () => {
  test.each([
    ['line breaks', 'a\nb\r\nc\u2028d\u2029e\u0085f', 'a b c d e f'],
    ['controls', 'a\u0000b\u001b[31mc\u007fd\u009f', 'a b [31mc d'],
    [
      'bidirectional overrides and isolates',
      'a\u202Ab\u202Bc\u202Cd\u202De\u202Ef\u2066g\u2067h\u2068i\u2069j',
      'a b c d e f g h i j',
    ],
    ['direction marks', 'a\u061Cb\u200Ec\u200Fd', 'a b c d'],
    ['zero-width characters', 'a\u200Bb\u2060c\uFEFFd', 'a b c d'],
    ['tags', 'a\u{E0041}\u{E007F}b', 'a b'],
    ['lone surrogates', 'a\uD800b\uDC00', 'a\uFFFDb\uFFFD'],
    ['space around and inside', ' \t a \u00a0 b\u3000 ', 'a b'],
    ['nothing but what is removed', '\u202E\n\u200B', ''],
  ])('loses %s', (_what, text, expected) => {
    expect(toPlainText(text, 50)).toBe(expected);
  });

  test.each(['José', 'नमस्ते', 'می‌خواهم', '👩‍👩‍👧 🏴‍☠️', '{"a":1} <b>&amp;', '1 · 2 – 3…'])('keeps %s', (text) => {
    expect(toPlainText(text, 50)).toBe(text);
  });

  test('is cut at a whole character, with an ellipsis', () => {
    expect(toPlainText('abcdef', 6)).toBe('abcdef');
    expect(toPlainText('abcdefg', 6)).toBe('abcde…');
    expect(toPlainText('abcd efg', 6)).toBe('abcd…');
    expect(toPlainText('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2)).toBe('👩‍👩‍👧…');
    expect(toPlainText('éé'.normalize('NFD'), 2)).toBe('éé'.normalize('NFD'));
  });

  test('is bounded however much one character is made of', () => {
    expect(toPlainText(`Z${'\u0301'.repeat(60_000)}`, 10).length).toBeLessThanOrEqual(160);
    expect(toPlainText('word '.repeat(20_000), 10)).toBe('word word…');
  });

  test('is one bounded, well-formed line, and stays what it is when it is cleaned again', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 });
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      units.map((codes) => String.fromCharCode(...codes)),
      fc.string({ unit: fc.constantFrom(' ', '\n', '\u202E', 'a', '👩‍👩‍👧', '\u0301', '\uD800', '…'), maxLength: 80 }),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (anyText, maximum) => {
        const clean = toPlainText(anyText, maximum);
        expect(count(clean)).toBeLessThanOrEqual(maximum);
        expect(clean).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u);
        expect(clean.isWellFormed()).toBe(true);
        expect(toPlainText(clean, maximum)).toBe(clean);
      }),
      { numRuns: 500 },
    );
  });
});

describe('text shown as it came', () => {
  test('has what cannot be seen told apart, and lines and words left alone', () => {
    expect(splitDeceiving('pay\u202E\u200Bpal\nनमस्\u200Dते')).toEqual([
      { part: 'pay', isDeceiving: false },
      { part: '\u202E', isDeceiving: true },
      { part: '\u200B', isDeceiving: true },
      { part: 'pal\nनमस्\u200Dते', isDeceiving: false },
    ]);
    expect(splitDeceiving('')).toEqual([]);
  });

  test('is whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(
          splitDeceiving(text)
            .map(({ part }) => part)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
