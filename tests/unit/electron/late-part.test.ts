import { expect, test } from 'vitest';
import { createLatePart } from '../../../electron/late-part.ts';

function setUp() {
  const errors: unknown[] = [];
  return { part: createLatePart<string[]>((error) => errors.push(error)), errors };
}

test('a part that comes late is told everything in the order it was said, and at once from then on', () => {
  const { part } = setUp();
  part.tell((said) => said.push('first'));
  part.tell((said) => {
    said.push('second');
    part.tell((again) => again.push('said by the second'));
  });
  part.tell((said) => said.push('third'));
  expect(part.get()).toBeNull();

  const said: string[] = [];
  part.arrive(said);
  part.tell((there) => there.push('fourth'));
  expect(part.get()).toBe(said);
  expect(said).toEqual(['first', 'second', 'third', 'said by the second', 'fourth']);
});

test('what fails as it is told keeps the rest from nothing', () => {
  const { part, errors } = setUp();
  part.tell(() => {
    throw new Error('no luck');
  });
  part.tell((said) => said.push('second'));
  const said: string[] = [];
  part.arrive(said);
  expect(said).toEqual(['second']);
  expect(errors).toEqual([new Error('no luck')]);
});

test('what waits is bounded, and that is told once', () => {
  const { part, errors } = setUp();
  for (let index = 0; index < 10_000; index += 1) part.tell((said) => said.push(String(index)));
  const said: string[] = [];
  part.arrive(said);
  expect(said).toHaveLength(5000);
  expect(said[0]).toBe('0');
  expect(errors).toHaveLength(1);
});

test('nothing waits for a part that will never be there', () => {
  const { part, errors } = setUp();
  part.tell((said) => said.push('before'));
  part.giveUp();
  for (let index = 0; index < 10_000; index += 1) part.tell((said) => said.push('after'));
  const said: string[] = [];
  part.arrive(said);
  expect(said).toEqual([]);
  expect(errors).toEqual([]);
});
