import { afterEach, describe, expect, test } from 'vitest';
import { chooseLanguage, forLocale, setLocale } from '../../../../shared/i18n/locale.ts';

afterEach(() => setLocale('en'));

describe('the language', () => {
  test.each([
    [['hi-IN', 'en-US'], 'hi', 'hi-IN'],
    [['en-IN', 'hi-IN'], 'en', 'en-IN'],
    [['ta-IN', 'hi-IN', 'en-IN'], 'hi', 'hi-IN'],
    [['de-DE', 'fr-FR'], 'en', 'en-DE'],
    [['hi_IN.UTF-8'], 'hi', 'hi-IN'],
    [['C', 'POSIX'], 'en', 'en'],
    [['', 'not a tag', 'hi'], 'hi', 'hi'],
    [[], 'en', 'en'],
  ])('of a system that prefers %j is %s, formatted as %s', (preferred, locale, formatTag) => {
    expect(chooseLanguage('system', preferred)).toEqual({ locale, formatTag });
  });

  test('that is chosen outweighs the system, which still tells the region', () => {
    expect(chooseLanguage('hi', ['en-US'])).toEqual({ locale: 'hi', formatTag: 'hi-US' });
    expect(chooseLanguage('en', ['hi-IN'])).toEqual({ locale: 'en', formatTag: 'en-IN' });
    expect(chooseLanguage('hi', ['en-IN', 'hi-IN'])).toEqual({ locale: 'hi', formatTag: 'hi-IN' });
  });
});

describe('what is made for a language', () => {
  test('is made once for each, and follows a change', () => {
    let made = 0;
    const country = forLocale((tag) => {
      made += 1;
      return new Intl.DisplayNames(tag, { type: 'region' });
    });
    expect(country().of('GB')).toBe('United Kingdom');
    expect(country().of('IN')).toBe('India');
    setLocale('hi', 'hi-IN');
    expect(country().of('IN')).toBe('भारत');
    setLocale('en');
    expect(country().of('IN')).toBe('India');
    expect(made).toBe(2);
  });
});
