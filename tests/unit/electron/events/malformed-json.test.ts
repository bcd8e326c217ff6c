import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextPosition } from '../../../../shared/received-request.ts';
import { post, refusal, validEvent } from '../../../support/requests.ts';
import { sample } from '../../../support/samples.ts';

const { text: documented, fields: start } = sample('outgoing-started');

/** Where and why a text is no JSON; a failure of the test where it could be read. */
function mistakeIn(body: string | Uint8Array): TextPosition & { message: string } {
  const result = refusal(post(body));
  if (result.status !== 'malformed') throw new Error(`could be read: ${JSON.stringify(result)}`);
  return { ...result.position, message: result.reasons.map(({ message }) => message).join() };
}

/** The position that line and column name, counted by hand. */
function positionOf(text: string, { line, column }: TextPosition): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.join('\n').length + (before.length > 0 ? 1 : 0) + column - 1;
}

describe('malformed JSON', () => {
  test.each([
    ['', 0, 'The body is empty'],
    [' \n ', 0, 'The body is empty'],
    ['{"leg": a}', 8, 'A word stands here that is not JSON'],
    ["{'leg': 'a'}", 1, 'A word stands here that is not JSON'],
    ['{"leg": }', 8, 'A value is expected here'],
    ['{"leg" "a"}', 7, 'A colon is expected here'],
    ['{"leg": "a" "to": "1"}', 12, 'A comma is expected here'],
    ['{"leg": "a",}', 12, 'A field name in double quotes is expected here'],
    ['{"leg": "a"', 11, 'A closing brace is expected here'],
    ['[1, 2', 5, 'A closing bracket is expected here'],
    ['{"leg": "a"} {}', 13, 'The message should end here'],
    ['{"leg": "a}', 8, 'This text has no closing quote'],
    ['{"leg": "\\x"}', 8, 'This escape is not valid JSON'],
    ['{"leg": "\\u12"}', 8, 'This \\u escape is not valid'],
    ['{/* leg */}', 1, 'JSON has no comments'],
    ['{"time": 1.}', 9, 'This number breaks off'],
  ])('%j: at %i, %s', (text, position, message) => {
    expect(mistakeIn(text)).toMatchObject({ position, message: expect.stringContaining(message) });
  });

  test('says line and column, in the answer too', () => {
    const text = '{\n  "leg": "a",\r\n  "to": oops\n}';
    expect(mistakeIn(text)).toEqual({
      position: 25,
      line: 3,
      column: 9,
      message: 'A word stands here that is not JSON: line 3, column 9 (position 25).',
    });
  });

  test('points at the first byte that is no UTF-8', () => {
    const [before, after] = ['{"to": "442",\n "user": "', '"}'].map((part) => Buffer.from(part));
    const body = Buffer.concat([before ?? Buffer.of(), Buffer.of(0xff, 0xfe), after ?? Buffer.of()]);
    expect(mistakeIn(body)).toMatchObject({ line: 2, column: 11, message: expect.stringContaining('not UTF-8') });
  });

  test('points at or near a character that should not be there', () => {
    const pretty = JSON.stringify(start, null, 2);
    const place = fc.nat(pretty.length);
    fc.assert(
      fc.property(place, fc.constantFrom('@', '}', '{', ',', '"', '\u0001', '💥'), (at, intruder) => {
        const text = pretty.slice(0, at) + intruder + pretty.slice(at);
        if (isJson(text)) return;
        const mistake = mistakeIn(text);
        expect(positionOf(text, mistake)).toBe(mistake.position);
        // A quote opens or closes a text: the mistake shows in the rest of its line or the next one.
        const lineStart = text.lastIndexOf('\n', Math.max(at - 1, 0)) + 1;
        const nextLines = text.slice(lineStart).split('\n', 2).join('\n');
        expect(mistake.position).toBeGreaterThanOrEqual(lineStart);
        expect(mistake.position).toBeLessThanOrEqual(lineStart + nextLines.length + 1);
      }),
      { numRuns: 500 },
    );
  });

  test('points at the token that breaks off where a message was cut short', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: documented.trimEnd().length - 1 }), (length) => {
        const text = documented.slice(0, length);
        const { position } = mistakeIn(text);
        expect(position).toBeLessThanOrEqual(length);
        // No comma or colon outside of texts lies between the mistake and the cut.
        expect(text.slice(position)).toMatch(/^("([^"\\]|\\.?)*|\w*|\s*)$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('nesting', () => {
  const nest = (depth: number, inside: string) => `${'['.repeat(depth)}${inside}${']'.repeat(depth)}`;
  const tooDeep = [{ path: '', message: 'The message is nested deeper than 32 levels.' }];
  const started = (name: string, json: string) => post(JSON.stringify(start).replace('{', `{"${name}":${json},`));

  test.each(['1', '"x"', 'null', '12345678901234567890', '{}'])(
    'around %s is read up to 31 levels, and not at 34',
    (inside) => {
      expect(validEvent(started('deep', nest(30, inside))).kind).toBe('outgoing_started');
      expect(refusal(started('deep', nest(33, inside))).reasons).toEqual(tooDeep);
    },
  );

  test.each([
    ['lists', nest(32_000, '')],
    ['objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['lists around a long number', nest(32_000, '12345678901234567890')],
  ])('without end, of %s, is refused for it', (_what, text) => {
    expect(refusal(post(text))).toEqual({ status: 'invalid', reasons: tooDeep });
  });

  test.each([
    ['lists', '['.repeat(65_536)],
    ['objects', '{"a":'.repeat(13_000)],
    ['lists behind a text without its end', `"\n${'['.repeat(65_000)}`],
  ])('without end, of %s that are never closed, is refused with reasons', (_what, text) => {
    expect(refusal(post(text)).reasons).not.toEqual([]);
  });

  test.each([
    ['closed', nest(30_000, '')],
    ['never closed', '['.repeat(60_000)],
    ['around a long number', nest(30_000, '12345678901234567890')],
  ])('without end in custom stays the text it is: %s', (_what, custom) => {
    expect(validEvent(post(JSON.stringify({ ...start, custom }))).fields['custom']).toBe(custom);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
