import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor, createVersionReader } from '../../../shared/safe-text.ts';

const home = '/home/asha';
const redact = createRedactor(home);

const token = fc.stringMatching(/^[0-9a-f]{32}$/);
const around = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '"', '/', '\n', '%20', '=', '1'),
);
const separator = fc.constantFrom('', ' ', '-', '.', ') ', ' (', '\u00a0', '\u200b', '%20', '+', '\u2011', '/');
/** Digits of one script in groups, as people write numbers. */
const number = fc
  .tuple(
    fc.constantFrom(0x30, 0x966, 0x660),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), separator), { minLength: 7, maxLength: 15 }),
  )
  .map(([zero, digits]) => ({
    text: digits
      .map(([digit, before], index) => (index === 0 ? '' : before) + String.fromCodePoint(zero + digit))
      .join(''),
    digits: digits.map(([digit]) => String.fromCodePoint(zero + digit)).join(''),
  }));

const digitsOf = (text: string): string => text.replaceAll(/\P{Nd}/gu, '');

describe('a text made safe', () => {
  test('never holds a token, wherever it stood', () => {
    fc.assert(
      fc.property(around, token, around, (before, secret, after) => {
        expect(redact(`${before}${secret}${after}`)).not.toContain(secret);
        expect(redact(`${before}${secret.toUpperCase()}${after}`).toLowerCase()).not.toContain(secret);
      }),
      { numRuns: 2000 },
    );
  });

  test('never holds a number, however it was written', () => {
    fc.assert(
      fc.property(fc.lorem(), number, fc.lorem(), (before, { text, digits }, after) => {
        const safe = redact(`${before} ${text} ${after}`);
        expect(digitsOf(safe)).not.toContain(digits);
        expect(digitsOf(safe)).toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  test('says nothing of where addresses lead to', () => {
    const path = fc.stringMatching(/^[\w%.-]{4,40}$/);
    fc.assert(
      fc.property(path, path, (first, second) => {
        expect(redact(`to https://crm.example/${first}?ticket=${second} twice`)).toBe('to https://crm.example/… twice');
        expect(redact(`at /hook/${first} now`)).toBe('at /hook/<token> now');
      }),
    );
  });

  test('is safe already: made safe again it stays as it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          around,
          number.map(({ text }) => text),
          token,
        ),
        (text) => {
          const safe = redact(text);
          expect(redact(safe)).toBe(safe);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['open /home/asha/.config/DialPop/settings.json', 'open ~/.config/DialPop/settings.json'],
    ['/home/ashad is somebody else', '/home/ashad is somebody else'],
    [
      'listen EADDRINUSE: address already in use 127.0.0.1:3425',
      'listen EADDRINUSE: address already in use 127.0.0.1:3425',
    ],
    ['https://asha:secret@crm.example', 'https://crm.example'],
    [`Unexpected token 'G', "Gold plan" is not valid JSON`, `Unexpected token 'G', "…" is not valid JSON`],
    ['at open (file:///opt/DialPop/main.js:120:14)', 'at open (file:///opt/DialPop/main.js:120:14)'],
  ])('%s', (text, safe) => {
    expect(redact(text)).toBe(safe);
  });

  test('knows a Windows folder however it is written', () => {
    const onWindows = createRedactor('C:\\Users\\Asha');
    expect(onWindows('C:\\Users\\Asha\\x c:/users/asha/y "C:\\\\Users\\\\Asha\\\\z"')).toBe('~\\x ~/y "~\\\\z"');
  });

  test('of a huge one is short, made quickly, and not cut inside a token', () => {
    const huge = [
      '"'.repeat(1e6),
      '1 '.repeat(5e5),
      'http://'.repeat(2e5),
      '%20'.repeat(4e5),
      'a'.repeat(65_530).replace(/.$/, ' ') + '0123456789abcdef'.repeat(2),
    ];
    for (const text of huge) expect(redact(text).length).toBeLessThanOrEqual(4000);
    expect(redact(`${'0123456789abcdef'.repeat(2)} `.repeat(3000), 1e6)).not.toMatch(/[0-9a-f]{8}/);
  });
});

test('a version keeps its digits, and whatever is no version is made safe', () => {
  const readVersion = createVersionReader(redact);
  expect(readVersion('130.0.6723.137')).toBe('130.0.6723.137');
  expect(readVersion('1.9.0 (2022-06-27)')).toBe('1.9.0');
  expect(readVersion('(+44 20 7946 0018)')).toBe('(<number>)');
  expect(readVersion('0123456789abcdef0123456789abcdef')).toBe('<token>');
});
