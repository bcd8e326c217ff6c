import { expect, test } from 'vitest';
import { saysSomething } from '../../../shared/custom-fields.ts';
import type { JsonValue } from '../../../shared/json.ts';

const field = (name: string, value: JsonValue) => ({ name, value, source: 'custom' as const });

test.each(['', '  ', null])('a field that is %j says nothing', (value) => {
  expect(saysSomething(field('crm', value))).toBe(false);
});

test.each([false, 'false', 'none', 0, 'ticket 4711', { a: 1 }])('a field of an object that is %j says it', (value) => {
  expect(saysSomething(field('crm', value))).toBe(true);
});

test.each(['none', 'False', 'null', false])('a whole custom that is %j stands for no fields', (value) => {
  expect(saysSomething(field('custom', value))).toBe(false);
});

test('a whole custom that is words says them', () => {
  expect(saysSomething(field('custom', 'renewal'))).toBe(true);
});
