import { expect, test, vi } from 'vitest';
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
  part.arrive(() => said);
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
  part.arrive(() => said);
  expect(said).toEqual(['second']);
  expect(errors).toEqual([new Error('no luck')]);
  // Nor is it the teller's business once the part is there.
  part.tell(() => {
    throw new Error('no luck again');
  });
  expect(errors).toEqual([new Error('no luck'), new Error('no luck again')]);
});

test('what waits is bounded, and that is told once', () => {
  const { part, errors } = setUp();
  for (let index = 0; index < 10_000; index += 1) part.tell((said) => said.push(String(index)));
  const said: string[] = [];
  part.arrive(() => said);
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
  part.arrive(() => said);
  expect(said).toEqual([]);
  expect(errors).toEqual([]);
});

test('a part that comes after the end is not even made', () => {
  const { part } = setUp();
  const make = vi.fn(() => []);
  part.giveUp();
  part.arrive(make);
  expect(make).not.toHaveBeenCalled();
  expect(part.get()).toBeNull();
});

test('a part that cannot be made is told nothing, and what waits for it is bounded', () => {
  const { part, errors } = setUp();
  expect(() =>
    part.arrive(() => {
      throw new Error('no display');
    }),
  ).toThrow('no display');
  expect(part.get()).toBeNull();
  for (let index = 0; index < 10_000; index += 1) part.tell((said) => said.push('waits'));
  expect(errors).toHaveLength(1);
});
