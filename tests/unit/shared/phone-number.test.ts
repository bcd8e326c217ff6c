import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countryName, describePhoneNumber } from '../../../shared/phone-number.ts';

describe('a telephone number', () => {
  test.each([
    ['442079460018', '+44 20 7946 0018', 'GB'],
    ['+442079460018', '+44 20 7946 0018', 'GB'],
    [' 442079460018 ', '+44 20 7946 0018', 'GB'],
    ['442000000001', '+44 20 0000 0001', 'GB'],
    ['19170000000', '+1 917 000 0000', 'US'],
    ['+14165550123', '+1 416 555 0123', 'CA'],
    ['919876543210', '+91 98765 43210', 'IN'],
    ['79161234567', '+7 916 123 45 67', 'RU'],
    ['4402079460018', '4402079460018', 'GB'],
    ['+6591234567', '+65 9123 4567', 'SG'],
  ])('%s reads "%s", in %s', (number, text, country) => {
    expect(describePhoneNumber(number)).toEqual({ text, country });
  });

  test('that belongs to no country is readable all the same', () => {
    expect(describePhoneNumber('+80012345678')).toEqual({ text: '+800 1234 5678', country: null });
  });

  test.each([
    '202',
    '2020',
    '100200',
    '1002345',
    '0',
    '',
    '999999999',
    '1234567890123456',
    '+',
    '00442079460018',
    'sip:202@x',
    '4420+79460018',
    '４４２０７９４６００１８',
  ])('%j stays as it came: it is not an international number', (number) => {
    expect(describePhoneNumber(number)).toEqual({ text: number, country: null });
  });

  test('loses no digit, whatever it is', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(digits, fc.constantFrom('', '+'), (number, plus) => {
        const { text, country } = describePhoneNumber(plus + number);
        expect(text.replaceAll(/\D/g, '')).toBe(number);
        if (country !== null) expect(country).toMatch(/^[A-Z]{2}$/);
      }),
      { numRuns: 1000 },
    );
  });

  test('has its country named in English', () => {
    expect(['GB', 'US', 'IN', 'XK'].map(countryName)).toEqual(['United Kingdom', 'United States', 'India', 'Kosovo']);
  });
});
