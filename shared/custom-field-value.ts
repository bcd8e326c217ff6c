import type { CustomField } from './calls.ts';
import { isJsonObject, type JsonValue } from './json.ts';

/**
 * A custom field's value by its name: `ticket`, or with dots into nested values, `customer.id` and
 * `items.0.id`. A name that holds dots or spaces itself is found first, as it is.
 *
 * @param source the field of TeleCMI's to look at first; the other one comes after it
 * @returns undefined where there is no such field
 */
export function readCustomField(
  fields: readonly CustomField[],
  name: string,
  source: CustomField['source'] = 'custom',
): JsonValue | undefined {
  const ofSource = fields.filter((field) => field.source === source);
  const ofOther = fields.filter((field) => field.source !== source);
  return readNamed(ofSource, name) ?? readNamed(ofOther, name);
}

function readNamed(fields: readonly CustomField[], name: string): JsonValue | undefined {
  return readPath(Object.fromEntries(fields.map((field) => [field.name, field.value])), name);
}

/** The longest name that is there wins: `a.b` of `{"a.b": 1, "a": {"b": 2}}` is 1. */
function readPath(value: JsonValue, path: string): JsonValue | undefined {
  const own = ownValue(value, path);
  if (own !== undefined) return own;
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const inner = ownValue(value, path.slice(0, dot));
    const found = inner === undefined ? undefined : readPath(inner, path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Nothing inherited: `constructor` is a field only where somebody sent one. */
function ownValue(value: JsonValue, name: string): JsonValue | undefined {
  if (Array.isArray(value)) return /^\d{1,6}$/.test(name) ? value[Number(name)] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
