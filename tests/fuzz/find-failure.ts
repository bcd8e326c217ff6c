import fc from 'fast-check';

/** Making a case smaller ends after so long, with the smallest one found until then. */
const shrinkForMs = 60_000;

/** A value with the seed that makes it again, and from which smaller ones come. */
interface Made<Value> {
  seed: number;
  value: Value;
}

/** What fails, and how. */
export interface Failing<Value> {
  values: Value[];
  failed: string;
}

/** How the values fail together; null where all is well. To be tried anew each time, with nothing left of the time before. */
type Try<Value> = (values: Value[]) => Promise<string | null>;

/** Makes values of one kind, each from a seed of its own. */
export function makeValues<Value>(arbitrary: fc.Arbitrary<Value>, seeds: readonly number[]): Made<Value>[] {
  return seeds.map((seed) => ({ seed, value: fc.sample(arbitrary, { seed, numRuns: 1 })[0] as Value }));
}

/**
 * Makes what fails smaller for as long as it does: fewer values, then smaller ones.
 *
 * @returns null where they do not fail when they are tried anew
 */
export async function makeSmaller<Value>(
  arbitrary: fc.Arbitrary<Value>,
  made: readonly Made<Value>[],
  tryAll: Try<Value>,
): Promise<Failing<Value> | null> {
  const stopAt = performance.now() + shrinkForMs;
  const failed = await tryAll(made.map(({ value }) => value));
  if (failed === null) return null;
  const fewer = await keepFewer(made, tryAll, stopAt);
  let smallest: Failing<Value> = { values: fewer.map(({ value }) => value), failed };
  for (const [index, { seed }] of fewer.entries()) {
    const property = fc.asyncProperty(arbitrary, async (value) => {
      const values = smallest.values.with(index, value);
      const stillFailed = await tryAll(values);
      if (stillFailed !== null) smallest = { values, failed: stillFailed };
      return stillFailed === null;
    });
    const interruptAfterTimeLimit = Math.max(1, stopAt - performance.now());
    await fc.check(property, { seed, numRuns: 1, interruptAfterTimeLimit });
  }
  return smallest;
}

/** Leaves out halves, quarters and so on down to single values, as long as the rest fails. */
async function keepFewer<Value>(
  made: readonly Made<Value>[],
  tryAll: Try<Value>,
  stopAt: number,
): Promise<readonly Made<Value>[]> {
  let kept = made;
  for (let length = Math.ceil(kept.length / 2); length >= 1; length = length === 1 ? 0 : Math.ceil(length / 2)) {
    for (let from = 0; from < kept.length && kept.length > 1 && performance.now() < stopAt; ) {
      const rest = kept.toSpliced(from, length);
      const isFailing = rest.length > 0 && (await tryAll(rest.map(({ value }) => value))) !== null;
      if (isFailing) kept = rest;
      else from += length;
    }
  }
  return kept;
}
