import { expect, test } from 'vitest';
import { findRepeatedNames } from '../../../../renderer/format/repeated-names.ts';

test.each([
  ['once each', '{"to":"1","custom":{"to":"2"},"list":[{"to":1},{"to":2}]}', []],
  ['twice', '{"to":"1","leg":"a","to":"2"}', ['to']],
  ['three times, and another', '{"to":1,"to":2,"a":1,"to":3,"a":2}', ['to', 'a']],
  ['written in another way', '{"to":1,"\\u0074o":2}', ['to']],
  ['inside', '{"custom":{"ticket":1,"ticket":2}}', ['ticket']],
  ['names of every object', '{"__proto__":1,"__proto__":2,"constructor":1}', ['__proto__']],
  ['a text that breaks off', '{"to":1,"to":', ['to']],
  ['a form', 'to=1&to=2', []],
  ['nothing', '', []],
  ['nested too deep to be read', '{"a":'.repeat(13_000), []],
])('names that a body has more than once: %s', (_what, text, names) => {
  expect(findRepeatedNames(text)).toEqual(names);
});
