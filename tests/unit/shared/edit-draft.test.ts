import { describe, expect, test } from 'vitest';
import type { Draft, DraftValue } from '../../../shared/composer/draft.ts';
import { addField, convertValue, kindsOf, removeField, setValue } from '../../../shared/composer/edit-draft.ts';

const rows: DraftValue = {
  as: 'object_in_text',
  rows: [{ name: 'ticket', value: { as: 'json', text: '4711' } }],
};

describe('a value sent in another way', () => {
  test('keeps what it holds: rows become the text they are sent as, and that text rows again', () => {
    const asText = convertValue(rows, 'text');
    expect(asText).toEqual({ as: 'text', text: '{"ticket":4711}' });
    expect(convertValue(asText, 'object_in_text')).toEqual(rows);
    expect(convertValue(rows, 'object')).toEqual({ ...rows, as: 'object' });
    expect(convertValue({ as: 'text', text: '7' }, 'json')).toEqual({ as: 'json', text: '7' });
  });

  test('begins with no rows where its text holds no object', () => {
    expect(convertValue({ as: 'text', text: 'none' }, 'object')).toEqual({ as: 'object', rows: [] });
  });
});

test('only custom fields can hold rows', () => {
  expect(kindsOf('to')).toEqual(['text', 'json']);
  expect(kindsOf('custom')).toContain('object');
});

test('fields are changed, added and removed by their place', () => {
  const draft: Draft = { encoding: 'get', fields: [] };
  const twice = addField(addField(addField(draft, 'to'), 'extra_params'), 'to');
  expect(twice.fields.map(({ value }) => value.as)).toEqual(['text', 'object_in_text', 'text']);
  const changed = setValue(twice, 2, { as: 'text', text: '1' });
  expect(removeField(changed, 0).fields.at(-1)).toEqual({ name: 'to', value: { as: 'text', text: '1' } });
});
