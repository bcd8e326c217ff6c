import { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';

/** How a message travels: TeleCMI sends JSON by POST; what it sends by GET, and whether as a form, is not documented. */
export const encodings = ['json', 'form', 'get'] as const;
export type Encoding = (typeof encodings)[number];

/** Bounds of what is kept and sent; the webhook itself takes 64 KiB. */
export const maximumRows = 100;
export const maximumNameLength = 200;
export const maximumTextLength = 10_000;
/** What a saved message's draft may take in the settings file, in characters of JSON. */
const maximumSavedLength = 100_000;

const nameSchema = z.string().max(maximumNameLength);
const textSchema = z.string().max(maximumTextLength);

/** `text` is sent as text; `json` as it is written: a number, true, null, a list, an object. */
const plainValueSchema = z.object({ as: z.enum(['text', 'json']), text: textSchema });

/** A name and its value in a custom field. */
const rowSchema = z.object({ name: nameSchema, value: plainValueSchema });

/** Rows travel as an object, or as an object written into a text, which is what TeleCMI mostly does. */
const rowsValueSchema = z.object({
  as: z.enum(['object', 'object_in_text']),
  rows: z.array(rowSchema).max(maximumRows),
});

export const draftValueSchema = z.union([plainValueSchema, rowsValueSchema]);

/** A message that is being composed: its fields in the order they are sent. */
export const draftSchema = z.object({
  encoding: z.enum(encodings),
  fields: z.array(z.object({ name: nameSchema, value: draftValueSchema })).max(maximumRows),
});
export type Draft = z.infer<typeof draftSchema>;
export type DraftField = Draft['fields'][number];
export type DraftValue = z.infer<typeof draftValueSchema>;
export type DraftRow = z.infer<typeof rowSchema>;
export type PlainValue = z.infer<typeof plainValueSchema>;

/** How many messages can be saved. */
export const maximumSavedMessages = 100;
export const maximumSavedNameLength = 60;

/** A message that a person saved under a name of their own. */
export const savedMessageSchema = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  name: z.string().trim().min(1).max(maximumSavedNameLength),
  /** New ids and a new time each time it is sent, so that it is a new call and no redelivery. */
  hasNewIds: z.boolean(),
  draft: draftSchema.refine((draft) => JSON.stringify(draft).length <= maximumSavedLength),
});
export type SavedMessage = z.infer<typeof savedMessageSchema>;

/** Where custom fields are. */
export const customFieldNames: ReadonlySet<string> = new Set(['custom', 'extra_params']);

/** A message to edit; what `custom` and `extra_params` hold becomes rows where it is an object. */
export function toDraft(message: JsonObject, encoding: Encoding): Draft {
  const fields = Object.entries(message).map(([name, value]) => ({ name, value: toDraftValue(name, value) }));
  return { encoding, fields };
}

/** A value to edit; see {@link toDraft}. */
export function toDraftValue(name: string, value: JsonValue): DraftValue {
  if (!customFieldNames.has(name)) return toPlainValue(value);
  if (isJsonObject(value)) return { as: 'object', rows: toRows(value) };
  const inner = typeof value === 'string' ? parseObject(value) : null;
  // Only where putting it together again gives the same text.
  return inner !== null && JSON.stringify(inner) === value
    ? { as: 'object_in_text', rows: toRows(inner) }
    : toPlainValue(value);
}

const toRows = (value: JsonObject): DraftRow[] =>
  Object.entries(value).map(([name, inner]) => ({ name, value: toPlainValue(inner) }));

const toPlainValue = (value: JsonValue): PlainValue =>
  typeof value === 'string' ? { as: 'text', text: value } : { as: 'json', text: JSON.stringify(value) };

/** A text that is a JSON object; null for every other. */
export function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The text of a plain field; null where there is none, or it holds rows. */
export function plainTextOf({ fields }: Draft, name: string): string | null {
  const value = fields.find((field) => field.name === name)?.value;
  return value !== undefined && 'text' in value ? value.text : null;
}
