import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMatches, splitMatches } from '../../../shared/find-matches.ts';
import { foldText, foldTextWithPlaces } from '../../../shared/fold-text.ts';
import { describePhoneNumber } from '../../../shared/phone-number.ts';
import { matchesTerms, toSearchTerms } from '../../../shared/search-terms.ts';

const finds = (typed: string, text: string): boolean => matchesTerms(foldText(text), toSearchTerms(typed));
/** The text with what is marked in brackets. */
const mark = (typed: string, text: string): string =>
  splitMatches(text, toSearchTerms(typed))
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');

describe('searching', () => {
  test.each([
    ['+44 20 0000', '442000000001'],
    ['44200000', '+44 20 0000 0001'],
    ['0000-0001', '442000000001'],
    ['(20) 0000', '442000000001'],
    ['0044 20 0000 0001', '442000000001'],
    ['+44 (0)20 0000', '442000000001'],
    ['098765 43210', '919876543210'],
    // As it is dialled at home, which a known country code makes possible.
    ['+91 98765 43210', '9876543210'],
    ['+91 98765 43210', '09876543210'],
    ['0091 98765', '9876543210'],
    ['+91 98765', '9876543210'],
    ['919876543210', '098765 43210'],
    ['+7 916 123-45-67', '89161234567'],
    ['+91 40 6600 1234', '04066001234'],
    ['+4', '442000000001'],
    ['٤٤٢', '442000000001'],
    ['४४२', '442000000001'],
    ['2000', '442000000001'],
    ['1', '442000000001'],
    ['MÜLLER', 'Jürgen Muller'],
    ['muller', 'MÜLLER'],
    ['strasse', 'Hauptstraße 5'],
    ['क', 'कि'],
    ['day shift', 'shift of the day'],
    ['"day shift"', 'Day  Shift'],
    ['e51d-5392', 'e51d-5392-d9cf'],
    ['2-d9', '5392-d9cf'],
    ['202 4711', '202 and 4711'],
    ['', 'anything'],
    ['+', 'anything'],
  ])('%s finds %s', (typed, text) => expect(finds(typed, text)).toBe(true));

  test.each([
    ['+44 20 0000', '440000002020'],
    ['44201', '442000000001'],
    ['+91 98765 43210', '1 987 654 3210'],
    ['+91 98765 43210', 'ticket 9876543210'],
    // A few digits may be an extension.
    ['+91 9876', '9876'],
    ['+1 987 654 3210', '449876543210'],
    ['कि', 'का'],
    ['"day shift"', 'shift of the day'],
    ['day night', 'day shift'],
    ['a-1', 'a1'],
  ])('%s does not find %s', (typed, text) => expect(finds(typed, text)).toBe(false));

  test('numbers that say they are telephone numbers are one number; others may be several', () => {
    expect(finds('202 4711', '202_1\nticket 4711')).toBe(true);
    expect(finds('+202 4711', '202_1\nticket 4711')).toBe(false);
  });

  test('marks a number in the spelling in which it was found', () => {
    expect(mark('+91 98765 43210', '9876543210')).toBe('[9876543210]');
    expect(mark('+91 98765', '098765 43210')).toBe('[098765] 43210');
    expect(mark('+91 98765 43210', 'on 9876543210')).toBe('on 9876543210');
  });

  test('any part of a text finds it', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aAÉß 0123-.()/+ıIİिक😀\t') });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (whole, one, other) => {
        const characters = [...whole];
        const [start, end] = [one % (characters.length + 1), other % (characters.length + 1)].toSorted((a, b) => a - b);
        const part = characters.slice(start, end).join('');
        expect(finds(`"${part}"`, whole), part).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('marking', () => {
  test.each([
    ['+44 20 0000', '+44 20 0000 0001', '+[44 20 0000] 0001'],
    ['4420', '+44 20 0000 0001', '+[44 20] 0000 0001'],
    ['0001', '+44 20 0000 0001', '+44 20 0000 [0001]'],
    ['0', '+44 20', '+44 2[0]'],
    ['e', 'Jérémie', 'J[é]r[é]mi[e]'],
    ['jere', 'Je\u0301re\u0301mie', '[Je\u0301re\u0301]mie'],
    ['ss', 'Straße', 'Stra[ß]e'],
    ['day shift', 'Shift: day', '[Shift]: [day]'],
    ['ab bc', 'abc', '[abc]'],
    ['aa', 'aaaa', '[aaaa]'],
    ['202 4711', 'agent 202', 'agent [202]'],
    ['x', 'nothing', 'nothing'],
    ['👍', 'ok 👍🏽!', 'ok [👍]🏽!'],
  ])('%s in %s', (typed, text, marked) => expect(mark(typed, text)).toBe(marked));

  test('what is found is marked, and nothing else is', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aAÉ 012-.()+कि😀') });
    fc.assert(
      fc.property(text, text, (typed, whole) => {
        const terms = toSearchTerms(typed);
        const isFound = terms.length > 0 && matchesTerms(foldText(whole), terms);
        const ranges = findMatches(whole, terms);
        if (isFound) expect(ranges.length).toBeGreaterThan(0);
        for (const { start, end } of ranges) expect(start < end && end <= whole.length).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('places lead back into the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const { folded, starts, ends } = foldTextWithPlaces(text);
        expect(folded).toBe(foldText(text));
        expect(starts).toHaveLength(folded.length);
        expect(ends).toHaveLength(folded.length);
        expect(starts.every((start, index) => start < (ends[index] ?? 0))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('a number typed as it is shown is marked whole', () => {
    const { text } = describePhoneNumber({ number: '919876543210', callerid: null });
    expect(mark(text, text)).toBe(text.replace('+', '+[').concat(']'));
  });
});
