import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { enActions } from '../../../../shared/i18n/en/actions.ts';
import { en } from '../../../../shared/i18n/en/index.ts';
import { enLinks } from '../../../../shared/i18n/en/links.ts';
import { enMain } from '../../../../shared/i18n/en/main.ts';
import { enPopups } from '../../../../shared/i18n/en/popups.ts';
import { enTray } from '../../../../shared/i18n/en/tray.ts';
import { enWindow } from '../../../../shared/i18n/en/window.ts';
import { locale, t } from '../../../../shared/i18n/translate.ts';
import { readSourceFiles } from '../../../support/source-files.ts';

const catalogue = new Map<string, string>(Object.entries(en));
const sources = readSourceFiles().filter(({ path }) => !/^shared\/i18n\/(en|hi)\//.test(path));

/** Every match of an expression with one group, in any source file, as "path: group". */
const findAll = (expression: RegExp) =>
  sources.flatMap(({ path, text }) => [...text.matchAll(expression)].map(([, found = '']) => ({ path, found })));

/** `t(`rail.${view}`)` as an expression that its keys match. */
const templates = findAll(/\bt\(\s*`([^`]+)`/g).map(({ path, found }) => ({
  path,
  pattern: new RegExp(`^${found.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '.+')}$`),
}));

/** The names a message fills in, at any depth of its plurals. */
function argumentsOf(message: string): string[] {
  const collect = (node: unknown): string[] => {
    if (Array.isArray(node)) return node.flatMap(collect);
    if (typeof node !== 'object' || node === null) return [];
    const isArgument = 'type' in node && 'value' in node && node.type !== 0 && typeof node.value === 'string';
    const inside = 'options' in node ? collect(Object.values(node.options ?? {})) : [];
    const option = 'value' in node && typeof node.value === 'object' ? collect(node.value) : [];
    return [...(isArgument ? [String(node.value)] : []), ...inside, ...option];
  };
  return collect(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst());
}

describe('the catalogue', () => {
  test('has each key in one of its parts only', () => {
    const sizes = [enActions, enLinks, enMain, enPopups, enTray, enWindow].map((part) => Object.keys(part).length);
    expect(catalogue.size).toBe(sizes.reduce((sum, size) => sum + size));
  });

  test.each(Object.entries(en))('%s is a message that can be shown', (_key, message) => {
    for (const count of [0, 1, 2, 1234.5]) {
      const values = Object.fromEntries(argumentsOf(message).map((name) => [name, count]));
      const text = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).format(values);
      expect(text).toBeTypeOf('string');
      expect(String(text).trim()).not.toBe('');
      expect(text).not.toMatch(/[{}]|undefined|NaN/);
    }
  });

  test('writes quotation marks and dashes as print does', () => {
    const typed = [...catalogue].filter(([, message]) => /['"]|\.\.\.| - /.test(message)).map(([key]) => key);
    expect(typed).toEqual([]);
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
    const unused = [...catalogue.keys()].filter(
      (key) => !isQuoted(key) && !templates.some(({ pattern }) => pattern.test(key)),
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

  test('shows a value as it is: no markup, no message inside', () => {
    expect(t('popup.customField', { name: '<b>{value}</b>', value: "'{'" })).toBe("<b>{value}</b>: '{'");
  });
});
