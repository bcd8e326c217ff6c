import { IntlMessageFormat } from 'intl-messageformat';
import { afterEach, describe, expect, test } from 'vitest';
import { enReasons } from '../../../../shared/i18n/en/reasons.ts';
import { catalogues, type Locale, locales, setLocale, t } from '../../../../shared/i18n/translate.ts';
import { readCatalogueParts } from '../../../support/catalogue-parts.ts';
import { readSourceFiles } from '../../../support/source-files.ts';

const catalogue = new Map<string, string>(Object.entries(catalogues.en));
const translations = locales.filter((language) => language !== 'en');
const sources = readSourceFiles().filter(({ path }) => !/^shared\/i18n\/(en|hi)\//.test(path));

afterEach(() => setLocale('en'));

/** Every match of an expression with one group, in any source file, as "path: group". */
const findAll = (expression: RegExp) =>
  sources.flatMap(({ path, text }) => [...text.matchAll(expression)].map(([, found = '']) => ({ path, found })));

/** `t(`rail.${view}`)` as an expression that its keys match. */
const templates = findAll(/\bt\(\s*`([^`]+)`/g).map(({ path, found }) => ({
  path,
  pattern: new RegExp(`^${found.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '.+')}$`),
}));

/** The names a message fills in, at any depth of its plurals. */
function argumentsOf(message: string, language: Locale = 'en'): string[] {
  const collect = (node: unknown): string[] => {
    if (Array.isArray(node)) return node.flatMap(collect);
    if (typeof node !== 'object' || node === null) return [];
    const isArgument = 'type' in node && 'value' in node && node.type !== 0 && typeof node.value === 'string';
    const inside = 'options' in node ? collect(Object.values(node.options ?? {})) : [];
    const option = 'value' in node && typeof node.value === 'object' ? collect(node.value) : [];
    return [...(isArgument ? [String(node.value)] : []), ...inside, ...option];
  };
  return collect(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst());
}

describe.each(locales)('the catalogue in %s', (language) => {
  const messages = Object.entries(catalogues[language]);

  test('has each key in one of its files only, and every file in it', async () => {
    const keys = (await readCatalogueParts(language)).flatMap((part) => part.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(new Set(keys)).toEqual(new Set(Object.keys(catalogues[language])));
  });

  test.each(messages)('%s is a message that can be shown', (_key, message) => {
    for (const count of [0, 1, 2, 1234.5]) {
      const values = Object.fromEntries(argumentsOf(message, language).map((name) => [name, count]));
      const text = new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).format(values);
      expect(text).toBeTypeOf('string');
      expect(String(text).trim()).not.toBe('');
      expect(text).not.toMatch(/[{}]|undefined|NaN/);
    }
  });

  test('writes quotation marks, dashes and spaces as print does', () => {
    const typed = messages.filter(([, message]) => /['"]|\.\.\.| - |^\s|\s$/.test(message)).map(([key]) => key);
    expect(typed).toEqual([]);
  });
});

describe.each(translations)('the translation to %s', (language) => {
  const translated = new Map<string, string>(Object.entries(catalogues[language]));

  test('has every key and no other', () => {
    expect([...catalogue.keys()].filter((key) => !translated.has(key))).toEqual([]);
    expect([...translated.keys()].filter((key) => !catalogue.has(key))).toEqual([]);
  });

  test('fills in the same values everywhere', () => {
    const namesIn = (message: string, of: Locale) => [...new Set(argumentsOf(message, of))].sort();
    const different = [...catalogue].flatMap(([key, message]) => {
      const before = namesIn(message, 'en');
      const after = namesIn(translated.get(key) ?? '', language);
      return before.join() === after.join() ? [] : [{ key, before, after }];
    });
    expect(different).toEqual([]);
  });
});

describe('the Hindi texts', () => {
  /** Products, protocols, notations and what TeleCMI itself calls things. */
  const foreign =
    /“[\w.:]+”|http:\/\/localhost:3000\/telecmi|kind:cdr|method:GET|field\.to|\.id\b|\bticket\b|crm\.example|zoiper|\bhttps?\b|dunstctl set-paused false|DialPop|TeleCMI|PIOPIY|SQLite|Outgoing Started Event|--port|--user-data|WAYLAND_DISPLAY|DISPLAY|JSON Lines|HAR 1\.2|HAR|cURL|fetch|Python|JavaScript|JSON|CSV|HTTPS?|URL|TLS|SSH|CDR|CRM|Chromium|AppImage|base64|\bdeb\b|--no-sandbox|Windows|ngrok|cloudflared|Cloudflare|Tailscale|localtunnel|Dev tunnels|VS Code|click2call|extra_params|custom|UTF-8|Excel|Ctrl|Shift|https?:\/\/\S*|ssh -R|127\.0\.0\.1|POST|GET|HEAD|KiB|call_id|conversation_uuid|request_id|\bnull\b|\bms\b|\b[KMG]B\b/g;

  test('are in Devanagari, but for names', () => {
    const latin = Object.entries(catalogues.hi)
      .map(([key, message]) => [
        key,
        message.replaceAll(/\{\w+(, \w+)*(, ::[\w-]+)?|=\d+|\b(one|other|few|many)\b/g, ''),
      ])
      .filter(([, message = '']) => /\p{Script=Latin}{2,}/u.test(message.replaceAll(foreign, '')))
      .filter(([, message = '']) => !/^https:\S+$/.test(message));
    expect(latin).toEqual([]);
  });

  test('end sentences with a danda, not with a full stop', () => {
    const dotted = Object.entries(catalogues.hi).filter(([, message]) => /\p{Script=Devanagari}\.( |$)/u.test(message));
    expect(dotted).toEqual([]);
  });
});

describe('the keys', () => {
  test('that the code names are in the catalogue', () => {
    const named = findAll(/\bt\(\s*'([^']+)'/g);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ found }) => !catalogue.has(found))).toEqual([]);
  });

  test('that the code puts together match some in the catalogue', () => {
    const matchesNone = templates.filter(({ pattern }) => ![...catalogue.keys()].some((key) => pattern.test(key)));
    expect(matchesNone).toEqual([]);
  });

  test('in the catalogue are all used', () => {
    const isQuoted = (key: string) => sources.some(({ text }) => text.includes(`'${key}'`));
    // These are found by their English words, not by name.
    const isFoundByWords = (key: string) => Object.hasOwn(enReasons, key);
    const unused = [...catalogue.keys()].filter(
      (key) => !isQuoted(key) && !isFoundByWords(key) && !templates.some(({ pattern }) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });
});

describe('a text', () => {
  test('has its values filled in, with plurals and numbers as its language writes them', () => {
    expect(t('tray.unread', { count: 1 })).toBe('1 unread call');
    expect(t('tray.unread', { count: 1234 })).toBe('1,234 unread calls');
    expect(t('tray.usePort', { port: 3425 })).toBe('Use port 3425 instead');
  });

  test('is in the language that was set last', () => {
    setLocale('hi', 'hi-IN');
    expect(t('tray.unread', { count: 0 })).toBe('कोई अपठित कॉल नहीं');
    expect(t('tray.unread', { count: 1_234_567 })).toBe('12,34,567 अपठित कॉल');
    setLocale('en', 'en-IN');
    expect(t('tray.unread', { count: 1_234_567 })).toBe('12,34,567 unread calls');
    setLocale('en', 'en-US');
    expect(t('tray.unread', { count: 1_234_567 })).toBe('1,234,567 unread calls');
  });

  test('shows a value as it is: no markup, no message inside', () => {
    expect(t('popup.customField', { name: '<b>{value}</b>', value: "'{'" })).toBe("<b>{value}</b>: '{'");
  });
});

describe('the code', () => {
  test('makes no text and no formatter while a module is loaded: the language can change after that', () => {
    const early = sources
      .filter(({ path }) => !path.endsWith('.mjs'))
      .flatMap(({ path, text }) => text.split('\n').map((line) => ({ path, line })))
      .filter(({ line }) => /^(?:export )?const \w+(?::[^=]+)? = (?!.*=>).*(?:\bt\(|new Intl\.)/.test(line));
    expect(early.filter(({ line }) => !line.includes('new Intl.Segmenter'))).toEqual([]);
  });

  test('lets Intl choose the language only through what is set', () => {
    const fixed = sources
      .flatMap(({ path, text }) => text.split('\n').map((line) => ({ path, line })))
      .filter(({ path }) => !path.startsWith('electron/cli/'))
      .filter(({ line }) => /\.toLocale(?:Date|Time)?String\(|new Intl\.\w+\((?:\)|undefined|'|\[')/.test(line))
      .filter(({ line }) => !line.includes('Segmenter'));
    expect(fixed).toEqual([]);
  });
});
