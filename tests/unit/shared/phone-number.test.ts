import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { countryCodes, toCountryCode } from '../../../shared/countries.ts';
import { type HomeCountry, regionOfLocales } from '../../../shared/home-country.ts';
import {
  countryName,
  describePhoneNumber,
  homeCountryOf,
  type PhoneNumberDescription,
  spellingsOf,
} from '../../../shared/phone-number.ts';

const nowhere: HomeCountry = { chosen: null, system: null };
const at = (chosen: string): HomeCountry => ({ chosen, system: null });
const read = (number: string, home: HomeCountry = nowhere, callerid: string | null = null): PhoneNumberDescription =>
  describePhoneNumber({ number, callerid }, home);
/** It cannot be read: it is shown as it came, without a country. */
const asItCame = (number: string) => ({ text: number, country: null, e164: null });
const digitsOf = (text: string) => text.replaceAll(/\D/g, '');
const indianCallerId = '914440000000';

describe('an international number', () => {
  /** With `+`, with `00` and as TeleCMI sends it, wherever home is. */
  const numbers: [e164: string, text: string, country: string | null][] = [
    ['+442079460018', '+44 20 7946 0018', 'GB'],
    ['+447781100001', '+44 7781 100001', 'GG'],
    ['+448081570000', '+44 808 157 0000', 'GB'],
    ['+14155552671', '+1 415 555 2671', 'US'],
    ['+14165550123', '+1 416 555 0123', 'CA'],
    ['+18095551234', '+1 809 555 1234', 'DO'],
    ['+919876543210', '+91 98765 43210', 'IN'],
    ['+914066001234', '+91 40 6600 1234', 'IN'],
    ['+79161234567', '+7 916 123 45 67', 'RU'],
    ['+77012345678', '+7 701 234 5678', 'KZ'],
    ['+4930123456', '+49 30 123456', 'DE'],
    ['+33612345678', '+33 6 12 34 56 78', 'FR'],
    ['+393123456789', '+39 312 345 6789', 'IT'],
    ['+390612345678', '+39 06 1234 5678', 'IT'],
    ['+34612345678', '+34 612 34 56 78', 'ES'],
    ['+61412345678', '+61 412 345 678', 'AU'],
    ['+5511987654321', '+55 11 98765 4321', 'BR'],
    ['+971501234567', '+971 50 123 4567', 'AE'],
    ['+819012345678', '+81 90 1234 5678', 'JP'],
    ['+27821234567', '+27 82 123 4567', 'ZA'],
    ['+8613812345678', '+86 138 1234 5678', 'CN'],
    ['+358401234567', '+358 40 1234567', 'FI'],
  ];
  const homes = [nowhere, at('IN'), at('US'), at('GB'), at('DE'), at('AE')];

  test.each(numbers)('%s reads "%s", in %s', (e164, text, country) => {
    for (const home of homes) {
      for (const number of [e164, e164.replace('+', '00'), e164.slice(1), ` ${e164} `]) {
        expect(read(number, home), `${number} at ${home.chosen}`).toEqual({ text, country, e164 });
      }
    }
  });

  test('that several states share belongs to none of them', () => {
    for (const home of homes) {
      expect(read('+18004253800', home)).toEqual({ text: '+1 800 425 3800', country: null, e164: '+18004253800' });
      expect(read('+78005553535', home)).toEqual({ text: '+7 800 555 35 35', country: null, e164: '+78005553535' });
      // A number not in use: nothing says whose it would be.
      expect(read('+19170000000', home)).toEqual({ text: '+1 917 000 0000', country: null, e164: '+19170000000' });
      expect(read('+18001008731', home)).toMatchObject({ text: '+1 800 100 8731', country: null });
    }
  });

  test('that belongs to no country is readable all the same', () => {
    expect(read('+80012345678')).toEqual({ text: '+800 1234 5678', country: null, e164: '+80012345678' });
  });

  test('grouped as people write it is the same number', () => {
    expect(read('+44 (20) 7946-0018')).toEqual(read('+442079460018'));
    expect(read('00 44 20.7946.0018')).toEqual(read('+442079460018'));
  });

  test('with a 0 that is no part of it is shown as it was dialled', () => {
    expect(read('4402079460018')).toEqual({ text: '4402079460018', country: 'GB', e164: '+442079460018' });
  });

  test('that only begins like one needs the caller id’s own code', () => {
    expect(read('19170000000')).toEqual(asItCame('19170000000'));
    expect(read('19170000000', nowhere, indianCallerId)).toEqual(asItCame('19170000000'));
    expect(read('19170000000', nowhere, '12125550123')).toMatchObject({ text: '+1 917 000 0000', country: null });
    expect(read('910000000000', nowhere, indianCallerId)).toEqual({
      text: '910000000000',
      country: 'IN',
      e164: '+910000000000',
    });
  });
});

describe('a number as it is dialled at home', () => {
  test.each([
    ['IN', '9876543210', '+91 98765 43210', '+919876543210'],
    ['IN', '09876543210', '+91 98765 43210', '+919876543210'],
    ['IN', '8123456789', '+91 81234 56789', '+918123456789'],
    ['IN', '6591234567', '+91 6591 234 567', '+916591234567'],
    ['IN', '9118001234', '+91 91180 01234', '+919118001234'],
    ['IN', '04066001234', '+91 40 6600 1234', '+914066001234'],
    ['IN', '4066001234', '+91 40 6600 1234', '+914066001234'],
    ['IN', '18001008731', '+91 1800 100 8731', '+9118001008731'],
    ['IN', '18004253800', '+91 1800 425 3800', '+9118004253800'],
    ['IN', '18602662666', '+91 1860 266 2666', '+9118602662666'],
    ['GB', '02079460018', '+44 20 7946 0018', '+442079460018'],
    ['GB', '07400123456', '+44 7400 123456', '+447400123456'],
    ['GB', '08081570000', '+44 808 157 0000', '+448081570000'],
    ['US', '4155552671', '+1 415 555 2671', '+14155552671'],
    ['US', '011442079460018', '+44 20 7946 0018', '+442079460018', 'GB'],
    ['CA', '4155552671', '+1 415 555 2671', '+14155552671', 'US'],
    ['US', '8004253800', '+1 800 425 3800', '+18004253800', null],
    ['DE', '030123456', '+49 30 123456', '+4930123456'],
    ['DE', '015123456789', '+49 1512 3456789', '+4915123456789'],
    ['DE', '08001234567', '+49 800 1234567', '+498001234567'],
    ['FR', '0612345678', '+33 6 12 34 56 78', '+33612345678'],
    ['FR', '0800123456', '+33 800 12 34 56', '+33800123456'],
    ['IT', '0612345678', '+39 06 1234 5678', '+390612345678'],
    ['ES', '612345678', '+34 612 34 56 78', '+34612345678'],
    ['AU', '0412345678', '+61 412 345 678', '+61412345678'],
    ['AU', '1800123456', '+61 1800 123 456', '+611800123456'],
    ['AU', '131234', '+61 131234', '+61131234'],
    ['AU', '0011442079460018', '+44 20 7946 0018', '+442079460018', 'GB'],
    ['BR', '11987654321', '+55 11 98765 4321', '+5511987654321'],
    ['RU', '89161234567', '+7 916 123 45 67', '+79161234567'],
    ['AE', '0501234567', '+971 50 123 4567', '+971501234567'],
    ['SG', '91234567', '+65 9123 4567', '+6591234567'],
    ['JP', '09012345678', '+81 90 1234 5678', '+819012345678'],
    ['ZA', '0821234567', '+27 82 123 4567', '+27821234567'],
  ] as const)('in %s: %s', (home, number, text, e164, country: string | null = home) => {
    expect(read(number, at(home))).toEqual({ text, country, e164 });
  });

  test('is taken from another country’s number only where people at home dial it so', () => {
    // Nobody in Germany dials a mobile without its 0; this one is in Texas.
    expect(read('15123456789', at('DE'))).toMatchObject({ text: '+1 512 345 6789', country: 'US' });
    expect(read('6591234567')).toMatchObject({ text: '+65 9123 4567', country: 'SG' });
    expect(read('18004253800')).toMatchObject({ text: '+1 800 425 3800', country: null });
    expect(read('442079460018', at('IT'))).toMatchObject({ country: 'GB' });
    expect(read('33123456789', at('IT'))).toMatchObject({ country: 'FR' });
  });

  test('without a home country stays as it came', () => {
    for (const number of ['04066001234', '9876543210', '8123456789', '18001008731', '02079460018']) {
      expect(read(number)).toEqual(asItCame(number));
    }
  });

  test('ten digits of an Indian mobile are never foreign', () => {
    const mobile = fc.stringMatching(/^[6-9]\d{9}$/);
    const india = [
      [at('IN'), null],
      [nowhere, indianCallerId],
      [{ chosen: null, system: 'US' }, `+${indianCallerId}`],
      [{ chosen: null, system: 'IN' }, null],
      // The caller id itself, as it is written at home.
      [{ chosen: null, system: 'IN' }, '04440000000'],
      [at('IN'), '12125550123'],
    ] as const;
    fc.assert(
      fc.property(mobile, fc.constantFrom(...india), (number, [home, callerid]) => {
        expect(read(number, home, callerid)).toMatchObject({ country: 'IN', e164: `+91${number}` });
        expect(read(`0${number}`, home, callerid).e164).toBe(`+91${number}`);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the home country', () => {
  test.each([
    [at('GB'), indianCallerId, 'GB'],
    [nowhere, indianCallerId, 'IN'],
    [{ chosen: null, system: 'DE' }, indianCallerId, 'IN'],
    [{ chosen: null, system: 'DE' }, '030123456', 'DE'],
    [{ chosen: null, system: 'DE' }, null, 'DE'],
    [{ chosen: null, system: 'DE' }, 'anonymous', 'DE'],
    // A toll-free caller id follows the rules of its code's main country.
    [nowhere, '+18004253800', 'US'],
    [nowhere, '+14165550123', 'CA'],
    [nowhere, null, null],
  ])('of %j and caller id %s is %s', (home, callerid, country) => {
    expect(homeCountryOf(callerid, home)).toBe(country);
  });

  test('of the system is its region', () => {
    expect(regionOfLocales(['en', 'hi-IN', 'en-US'])).toBe('IN');
    expect(regionOfLocales(['de_AT.UTF-8'])).toBe('AT');
    expect(regionOfLocales(['zh-Hans-CN'])).toBe('CN');
    expect(regionOfLocales(['C', 'es-419', 'en'])).toBe(null);
    expect(toCountryCode('419')).toBe(null);
  });

  test('can be any that has a telephone plan', () => {
    expect(countryCodes).toEqual(getCountries().toSorted());
  });
});

describe('what is no telephone number stays as it came', () => {
  const numbers = [
    '202',
    '2020',
    '100',
    '112',
    '1909',
    '100200',
    '1002345',
    '1860123',
    '0',
    '',
    '999999999',
    '1234567890123456',
    '+',
    '+123',
    '00',
    'sip:202@x',
    'anonymous',
    '*121#',
    '**21*9876543210#',
    '4420+79460018',
    '９１９８７６５４３２１０',
  ];
  test.each(numbers)('%j', (number) => {
    expect(read(number)).toEqual(asItCame(number));
    expect(read(number, nowhere, indianCallerId)).toEqual(asItCame(number));
  });

  test('an extension of five or six digits, where numbers are dialled with a trunk zero', () => {
    for (const number of ['20215', '202150']) expect(read(number, at('DE'))).toEqual(asItCame(number));
  });
});

test('a number loses no digit, whatever it is, save the 00 that stands for a +', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(digits, fc.constantFrom('', '+'), (number, plus) => {
      const { text, country } = read(plus + number);
      expect([number, ...(plus === '' ? [number.replace(/^00/, '')] : [])]).toContain(digitsOf(text));
      if (country !== null) expect(country).toMatch(/^[A-Z]{2}$/);
    }),
    { numRuns: 1000 },
  );
});

test('a number is the same one in each of its spellings', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\d{7,12}$/),
      fc.constantFrom('IN', 'GB', 'US', 'DE', 'RU', 'IT'),
      (number, home) => {
        const { e164 } = read(number, at(home));
        if (e164 === null) return;
        for (const spelling of [e164, e164.replace('+', '00')]) expect(read(spelling, at(home)).e164).toBe(e164);
        expect(spellingsOf(e164)).toContain(digitsOf(e164));
      },
    ),
    { numRuns: 1000 },
  );
  expect(spellingsOf('+919876543210')).toEqual(['919876543210', '9876543210']);
  expect(spellingsOf('+79161234567')).toEqual(['79161234567', '9161234567', '89161234567']);
});

test('a country has its name in English', () => {
  expect(['GB', 'US', 'IN', 'XK'].map(countryName)).toEqual(['United Kingdom', 'United States', 'India', 'Kosovo']);
});
