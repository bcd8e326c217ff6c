import type { CustomField } from './calls.ts';
import type { JsonValue } from './json.ts';

/** What senders put where they have nothing to say. */
const placeholders = new Set(['', 'none', 'null', 'undefined', 'false']);

/** True for a value that stands for "no custom fields". */
export function isPlaceholder(value: JsonValue): boolean {
  return (
    value === null ||
    value === false ||
    // An empty text that was encoded twice arrives as two quotes.
    (typeof value === 'string' &&
      placeholders.has(
        value
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .toLowerCase(),
      ))
  );
}

/**
 * Whether a custom field tells a person anything: the one rule for popup, list and tray. A field of an
 * object may well be "none" or false; a whole `custom` that is "none" means there are no fields.
 */
export function saysSomething({ name, value, source }: CustomField): boolean {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return false;
  return !(name === source && isPlaceholder(value));
}
