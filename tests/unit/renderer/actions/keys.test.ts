import { describe, expect, test } from 'vitest';
import { ariaKey, describeKey, isKey, type KeyPress, matchesKey } from '../../../../renderer/actions/keys.ts';

function press(key: string, changes: Partial<KeyPress> = {}): KeyPress {
  const nothingHeld = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false };
  return { key, ...nothingHeld, getModifierState: () => false, ...changes };
}

describe('a key', () => {
  test.each<[string, string, KeyPress, boolean]>([
    ['Mod+k', 'Ctrl+K', press('k', { ctrlKey: true }), true],
    ['Mod+k', 'Ctrl+K with caps lock', press('K', { ctrlKey: true }), true],
    ['Mod+k', 'Ctrl+Shift+K', press('K', { ctrlKey: true, shiftKey: true }), false],
    ['Mod+k', 'K', press('k'), false],
    ['Mod+k', 'Ctrl+Alt+K', press('k', { ctrlKey: true, altKey: true }), false],
    ['Mod+k', 'AltGr+K', press('k', { ctrlKey: true, getModifierState: (name) => name === 'AltGraph' }), false],
    ['Mod+k', 'Windows+Ctrl+K', press('k', { ctrlKey: true, metaKey: true }), false],
    ['Mod+k', 'Ctrl and the K key of a Devanagari layout', press('क', { ctrlKey: true, code: 'KeyK' }), true],
    ['Mod+k', 'Ctrl and what types k on a Dvorak layout', press('k', { ctrlKey: true, code: 'KeyV' }), true],
    ['Mod+v', 'the same, which is no V', press('k', { ctrlKey: true, code: 'KeyV' }), false],
    ['j', 'J on a Devanagari layout', press('र', { code: 'KeyJ' }), true],
    ['Mod+1', 'Ctrl+1 on an AZERTY keyboard', press('&', { ctrlKey: true, code: 'Digit1' }), true],
    ['?', '? with Shift', press('?', { shiftKey: true }), true],
    ['?', '? without Shift', press('?'), true],
    ['Mod++', 'Ctrl+Shift+=', press('+', { ctrlKey: true, shiftKey: true }), true],
    ['Mod++', 'Ctrl and + of the number block', press('+', { ctrlKey: true, code: 'NumpadAdd' }), true],
    ['Mod+=', 'Ctrl+=', press('=', { ctrlKey: true }), true],
    ['Mod+-', 'Ctrl+-', press('-', { ctrlKey: true }), true],
    ['F6', 'F6', press('F6'), true],
    ['F6', 'Shift+F6', press('F6', { shiftKey: true }), false],
    ['Shift+F6', 'Shift+F6', press('F6', { shiftKey: true }), true],
    ['Shift+F6', 'F6', press('F6'), false],
    ['Escape', 'Escape', press('Escape'), true],
  ])('%s: %s', (key, _what, pressed, isMatch) => {
    expect(matchesKey(key, pressed, false)).toBe(isMatch);
  });

  test('is with Cmd on macOS, where Ctrl is something else', () => {
    expect(matchesKey('Mod+k', press('k', { metaKey: true }), true)).toBe(true);
    expect(matchesKey('Mod+k', press('k', { ctrlKey: true }), true)).toBe(false);
    expect(matchesKey('j', press('j', { ctrlKey: true }), true)).toBe(false);
  });

  test.each([
    ['Mod+k', 'Ctrl+K', '⌘K', 'Control+K'],
    ['Mod+Shift+k', 'Ctrl+Shift+K', '⇧⌘K', 'Control+Shift+K'],
    ['Shift+F6', 'Shift+F6', '⇧F6', 'Shift+F6'],
    ['Mod++', 'Ctrl++', '⌘+', 'Control+Plus'],
    ['Mod+,', 'Ctrl+,', '⌘,', 'Control+,'],
    ['j', 'J', 'J', 'J'],
    ['?', '?', '?', '?'],
    ['ArrowDown', '↓', '↓', 'ArrowDown'],
    ['Escape', 'Esc', '⎋', 'Escape'],
    ['Delete', 'Del', '⌦', 'Delete'],
    ['Enter', 'Enter', '↩', 'Enter'],
  ])('%s is told as %s, on macOS as %s, to screen readers as %s', (key, usual, mac, aria) => {
    expect(describeKey(key, false)).toBe(usual);
    expect(describeKey(key, true)).toBe(mac);
    expect(ariaKey(key, false)).toBe(aria);
  });
});

describe('a key by its name', () => {
  test('is told from others, as the DOM and as React report it', () => {
    expect(isKey({ key: 'Escape', isComposing: false }, 'Escape')).toBe(true);
    expect(isKey({ key: 'Escape', nativeEvent: { isComposing: false } }, 'Enter', 'Escape')).toBe(true);
    expect(isKey({ key: 'Tab', isComposing: false }, 'Enter', 'Escape')).toBe(false);
  });

  test('is the input method’s during a composition', () => {
    expect(isKey({ key: 'Escape', isComposing: true }, 'Escape')).toBe(false);
    expect(isKey({ key: 'Enter', nativeEvent: { isComposing: true } }, 'Enter')).toBe(false);
  });
});
