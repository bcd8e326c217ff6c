import fc from 'fast-check';

/** Making a case smaller ends after so long, with the smallest one found until then. */
const shrinkForMs = 60_000;

export interface Found<Value> {
  /** What was tried first. */
  tried: Value;
  /** The smallest value found that fails, and how; null where all is well. */
  smallest: { value: Value; failed: string } | null;
}

/**
 * Makes one value, tries it, and where it fails makes it smaller for as long as it does.
 *
 * @param seed decides what is made
 * @param check tells what does not hold; `isFirst` for the value as it was made
 */
export async function findFailure<Value>(
  arbitrary: fc.Arbitrary<Value>,
  seed: number,
  check: (value: Value, isFirst: boolean) => Promise<string[]>,
): Promise<Found<Value>> {
  const all: { value: Value; failures: string[] }[] = [];
  let stopAt = Number.POSITIVE_INFINITY;
  const property = fc.asyncProperty(arbitrary, async (value) => {
    if (performance.now() > stopAt) return true;
    const failures = await check(value, all.length === 0);
    if (all.length === 0) stopAt = performance.now() + shrinkForMs;
    if (all.length === 0 || failures.length > 0) all.push({ value, failures });
    return failures.length === 0;
  });
  await fc.check(property, { seed, numRuns: 1 });
  const [first] = all;
  const last = all.at(-1);
  if (first === undefined || last === undefined) throw new Error('Nothing was tried.');
  const smallest = last.failures.length === 0 ? null : { value: last.value, failed: last.failures.join('\n') };
  return { tried: first.value, smallest };
}
