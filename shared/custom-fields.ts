import type { JsonValue } from './json.ts';

/** What senders put where they have nothing to say. */
const placeholders = new Set(['', 'none', 'null', 'undefined', 'false']);

/** True for a value that stands for "no custom fields". */
export function isPlaceholder(value: JsonValue): boolean {
  return (
    value === null || value === false || (typeof value === 'string' && placeholders.has(value.trim().toLowerCase()))
  );
}
