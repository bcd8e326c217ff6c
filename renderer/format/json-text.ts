import { t } from '../../shared/i18n/translate.ts';
import type { JsonValue } from '../../shared/json.ts';
import { spellDeceiving } from '../../shared/plain-text.ts';

/** True for a list or an object that holds something: worth unfolding. */
export function isNested(value: JsonValue): value is JsonValue[] | { [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** A value as a person copies it: text without quotes, everything else as JSON. */
export function toText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** A value on one line; nested ones say how much they hold. */
export function toShortText(value: JsonValue): string {
  if (!isNested(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  return Array.isArray(value)
    ? t('value.list', { count: value.length })
    : t('value.object', { count: Object.keys(value).length });
}

/** A value to look at: in its names and its texts, what deceives is spelled out. */
export function spellJson(value: JsonValue): JsonValue {
  if (typeof value === 'string') return spellDeceiving(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(spellJson);
  // fromEntries defines properties: a field called __proto__ stays a field.
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [spellDeceiving(name), spellJson(inner)]));
}

/** What of a value is shown: of each list and each object the first entries. */
export interface CutJson {
  value: JsonValue;
  /** How many entries are shown in all, and how many lists and objects leave out. */
  shown: number;
  left: number;
}

/** @param most how many entries of a list or an object are kept */
export function cutJson(value: JsonValue, most: number): CutJson {
  if (typeof value !== 'object' || value === null) return { value, shown: 0, left: 0 };
  const entries = Object.entries(value);
  const kept = entries.slice(0, most).map(([name, inner]) => [name, cutJson(inner, most)] as const);
  const sumOf = (part: 'shown' | 'left') => kept.reduce((sum, [, inner]) => sum + inner[part], 0);
  return {
    value: Array.isArray(value)
      ? kept.map(([, inner]) => inner.value)
      : Object.fromEntries(kept.map(([name, inner]) => [name, inner.value])),
    shown: kept.length + sumOf('shown'),
    left: entries.length - kept.length + sumOf('left'),
  };
}
