import { describe, expect, test } from 'vitest';
import { actionEntries, actionGroups } from '../../../../renderer/actions/catalogue.ts';
import { ariaKey, parseKey } from '../../../../renderer/actions/keys.ts';
import { catalogues, locales } from '../../../../shared/i18n/translate.ts';
import { readSourceFiles } from '../../../support/source-files.ts';

const sources = readSourceFiles();

describe('the actions', () => {
  test('share no key where both can be meant', () => {
    const taken = new Map<string, string[]>();
    for (const [id, { keys, when = 'anywhere' }] of actionEntries) {
      for (const key of keys) {
        const place = `${key.toLowerCase()} ${when}`;
        taken.set(place, [...(taken.get(place) ?? []), id]);
        // A key that works anywhere leaves none for a special place.
        if (when !== 'anywhere') {
          const anywhere = actionEntries.find(([, entry]) => entry.when === undefined && entry.keys.includes(key));
          expect({ key, anywhere: anywhere?.[0] }).toEqual({ key, anywhere: undefined });
        }
      }
    }
    expect([...taken].filter(([, ids]) => ids.length > 1)).toEqual([]);
  });

  test.each(locales)('all have a title of their own in %s, and each group a name', (language) => {
    const messages: Record<string, string> = catalogues[language];
    const titles = actionEntries.map(([id]) => messages[`action.${id}`]);
    expect(titles).not.toContain(undefined);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
    expect(actionGroups.map((group) => messages[`actionGroup.${group}`])).not.toContain(undefined);
  });

  test('are bound by some component, or are the keys of the lists', () => {
    const isBound = (id: string) => sources.some(({ text }) => text.includes(`useAction('${id}'`));
    const unbound = actionEntries.filter(([id, { when }]) => when !== 'list' && when !== 'detail' && !isBound(id));
    expect(unbound.map(([id]) => id)).toEqual([]);
  });

  test('are written with keys that a keyboard has', () => {
    const names = actionEntries.flatMap(([, { keys }]) => keys.map((key) => parseKey(key).name));
    const known =
      /^(?:[a-z0-9]|[?/.,+=#\-[\]]|F\d{1,2}|Arrow(?:Up|Down|Left|Right)|Home|End|Page(?:Up|Down)|Enter|Escape|Delete|Backspace|Tab)$/;
    expect(names.filter((name) => !known.test(name))).toEqual([]);
  });

  test('do not take what the system or a text field needs', () => {
    // Mod+z is undo everywhere, and a text field keeps it for itself (use-action.ts).
    const reserved = ['Mod+c', 'Mod+v', 'Mod+x', 'Mod+a', 'Mod+w', 'Mod+q', 'Mod+Tab', 'Tab', ' '];
    // The list's own keys are no field's.
    const keys = actionEntries
      .filter(([, { when }]) => when !== 'list')
      .flatMap(([, entry]) => entry.keys.map((key) => key.toLowerCase()));
    expect(keys.filter((key) => reserved.some((other) => other.toLowerCase() === key))).toEqual([]);
    expect(ariaKey('Mod++', false)).toBe('Control+Plus');
  });
});
