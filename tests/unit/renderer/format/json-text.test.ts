import { expect, test } from 'vitest';
import { cutJson } from '../../../../renderer/format/json-text.ts';
import { countDown } from '../../../support/list-items.ts';

test('of long lists and objects the first entries are shown, and what is left out is counted', () => {
  expect(cutJson({ numbers: countDown(500, 500), note: 'x' }, 3)).toEqual({
    value: { numbers: [500, 499, 498], note: 'x' },
    shown: 5,
    left: 497,
  });
  expect(cutJson([[1, 2], [3], { a: 1, b: 2, c: 3 }], 2)).toEqual({ value: [[1, 2], [3]], shown: 5, left: 1 });
  expect(cutJson({ a: { b: 1, c: 2, d: null } }, 2)).toEqual({ value: { a: { b: 1, c: 2 } }, shown: 3, left: 1 });
  expect(cutJson('text', 2)).toEqual({ value: 'text', shown: 0, left: 0 });
});

test('a field called __proto__ stays a field', () => {
  const { value } = cutJson(JSON.parse('{"__proto__":{"a":1}}'), 200);
  expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1}}');
});
