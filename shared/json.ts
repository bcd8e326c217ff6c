/** Any value JSON can express; what TeleCMI's custom fields hold once parsed. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

export type JsonObject = { [name: string]: JsonValue };

/** True for a JSON object, and not for an array or null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON text's value; null for a text that is not JSON. */
export function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The object or list that a text holds as JSON; null for any other text. */
export const parseJsonStructure = (text: string): JsonValue => (/^\s*[{[]/.test(text) ? parseJson(text) : null);

/** A text may have been encoded by a library, by the program that called it, and by the one before. */
const maximumWrappings = 4;

/**
 * Unwraps an object or a list from the JSON strings around it: `"{\"a\":1}"` gives `{"a":1}`.
 *
 * @returns the text itself if there is none in it
 */
export function unwrapJsonText(text: string): string {
  let inner = text;
  for (let count = 0; count < maximumWrappings && /^\s*"/.test(inner); count += 1) {
    try {
      const value: unknown = JSON.parse(inner);
      if (typeof value !== 'string') return text;
      inner = value;
    } catch {
      return text;
    }
  }
  return /^\s*[{[]/.test(inner) ? inner : text;
}
