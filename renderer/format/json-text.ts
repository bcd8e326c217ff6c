import { t } from '../../shared/i18n/translate.ts';
import type { JsonValue } from '../../shared/json.ts';

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
