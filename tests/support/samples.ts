import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../shared/json.ts';

/** A file of `tests/support/samples`, as text and as fields. */
export function sample(name: string): { text: string; fields: JsonObject } {
  const text = readFileSync(new URL(`samples/${name}.json`, import.meta.url), 'utf8');
  return { text, fields: JSON.parse(text) };
}

/** A sample as a query or form carries it: everything is text. */
export function asTexts(fields: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );
}
