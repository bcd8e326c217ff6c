/** What is read of a key press. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'getModifierState'
>;

/** A key press as the DOM or React reports it. */
type KeyDown =
  | Pick<KeyboardEvent, 'key' | 'isComposing'>
  | { key: string; nativeEvent: Pick<KeyboardEvent, 'isComposing'> };

/**
 * Whether a press is one of these keys. Never during a composition: Escape then closes the input method's candidates,
 * and Enter accepts one.
 */
export function isKey(event: KeyDown, ...names: readonly string[]): boolean {
  const { isComposing } = 'nativeEvent' in event ? event.nativeEvent : event;
  return !isComposing && names.includes(event.key);
}

interface Key {
  hasMod: boolean;
  hasShift: boolean;
  /** `event.key` without regard to case. */
  name: string;
}

/** Reads `Mod+Shift+k`. */
export function parseKey(key: string): Key {
  const [, mod, shift, name = ''] = /^(Mod\+)?(Shift\+)?(.+)$/.exec(key) ?? [];
  return { hasMod: mod !== undefined, hasShift: shift !== undefined, name };
}

/** Whether Ctrl, or Cmd on macOS, is held. */
export const hasMod = (press: KeyPress, isMac: boolean): boolean => (isMac ? press.metaKey : press.ctrlKey);

/** Whether a press is that of a key of the catalogue. */
export function matchesKey(key: string, press: KeyPress, isMac: boolean): boolean {
  const { hasMod: wantsMod, hasShift, name } = parseKey(key);
  const isForeign = press.altKey || (isMac ? press.ctrlKey : press.metaKey) || press.getModifierState('AltGraph');
  if (isForeign || hasMod(press, isMac) !== wantsMod) return false;
  if (!namesOf(press, wantsMod).includes(name.toLowerCase())) return false;
  // `?` and `+` need Shift on some keyboards and not on others, and so do digits.
  const isShiftTold = /^[a-z]$|^\w{2,}$/i.test(name);
  return hasShift ? press.shiftKey : !(press.shiftKey && isShiftTold);
}

/**
 * The names a press may go by: what it types, and for a keyboard that types another script
 * (Ctrl+K on a Devanagari layout) the Latin letter or the digit on the same key.
 */
function namesOf({ key, code }: KeyPress, isShortcut: boolean): string[] {
  const names = [key.toLowerCase()];
  const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  if (letter !== undefined && /^[^\p{ASCII}]/u.test(key)) names.push(letter);
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined && isShortcut) names.push(digit);
  return names;
}

const shownNames: Record<string, string> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
  delete: 'Del',
  ' ': 'Space',
};
const macNames: Record<string, string> = { enter: '↩', escape: '⎋', delete: '⌦', backspace: '⌫' };

/** A key's parts as they are printed on keyboards: `Ctrl`, `Shift`, `K`; on macOS `⇧`, `⌘`, `K`. */
export function keyParts(key: string, isMac: boolean): string[] {
  const { hasMod: mod, hasShift, name } = parseKey(key);
  const lower = name.toLowerCase();
  const shown =
    (isMac ? macNames[lower] : undefined) ?? shownNames[lower] ?? (name.length === 1 ? name.toUpperCase() : name);
  const ctrl = mod ? ['Ctrl'] : [];
  const command = mod ? ['⌘'] : [];
  return isMac ? [...(hasShift ? ['⇧'] : []), ...command, shown] : [...ctrl, ...(hasShift ? ['Shift'] : []), shown];
}

/** The same as one text: `Ctrl+Shift+K`, on macOS `⇧⌘K`. */
export const describeKey = (key: string, isMac: boolean): string => keyParts(key, isMac).join(isMac ? '' : '+');

/** The same for `aria-keyshortcuts`: `Control+K`. */
export function ariaKey(key: string, isMac: boolean): string {
  const { hasMod: mod, hasShift, name } = parseKey(key);
  const modifiers = [...(mod ? [isMac ? 'Meta' : 'Control'] : []), ...(hasShift ? ['Shift'] : [])];
  return [...modifiers, name === '+' ? 'Plus' : name.length === 1 ? name.toUpperCase() : name].join('+');
}
