import { writeValue } from './compose-message.ts';
import { customFieldNames, type Draft, type DraftValue, parseObject, toDraftValue } from './draft.ts';

/** How a value can be sent. */
export type SentAs = DraftValue['as'];
const plainKinds = ['text', 'json'] as const satisfies SentAs[];
const customKinds = ['object_in_text', 'object', 'text', 'json'] as const satisfies SentAs[];

/** Custom fields can hold rows besides. */
export const kindsOf = (name: string): readonly SentAs[] => (customFieldNames.has(name) ? customKinds : plainKinds);

/** The same value, sent in another way; what has no rows begins with none. */
export function convertValue(value: DraftValue, as: SentAs): DraftValue {
  if (value.as === as) return value;
  if (as === 'text' || as === 'json') {
    return { as, text: 'text' in value ? value.text : writeValue({ ...value, as: 'object' }) };
  }
  if (!('text' in value)) return { as, rows: value.rows };
  const object = parseObject(value.text);
  const read = object === null ? null : toDraftValue('custom', object);
  return { as, rows: read !== null && 'rows' in read ? read.rows : [] };
}

/** The draft with another value in one of its fields. */
export function setValue(draft: Draft, index: number, value: DraftValue): Draft {
  return { ...draft, fields: draft.fields.map((field, at) => (at === index ? { ...field, value } : field)) };
}

export function removeField(draft: Draft, index: number): Draft {
  return { ...draft, fields: draft.fields.toSpliced(index, 1) };
}

/** The draft with one more field, at its end and empty. */
export function addField(draft: Draft, name: string): Draft {
  const value: DraftValue = customFieldNames.has(name) ? { as: 'object_in_text', rows: [] } : { as: 'text', text: '' };
  return { ...draft, fields: [...draft.fields, { name, value }] };
}
