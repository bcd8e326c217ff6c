import { expect, test } from 'vitest';
import { createLatePart } from '../../../electron/late-part.ts';

test('a part that comes late is told everything in the order it was said, and at once from then on', () => {
  const part = createLatePart<string[]>();
  part.tell((said) => said.push('first'));
  part.tell((said) => {
    said.push('second');
    part.tell((again) => again.push('said by the second'));
  });
  expect(part.get()).toBeNull();

  const said: string[] = [];
  part.arrive(said);
  part.tell((there) => there.push('third'));
  expect(part.get()).toBe(said);
  expect(said).toEqual(['first', 'second', 'said by the second', 'third']);
});
