/**
 * How many times as long as a reference some work takes. Both alternate and the fastest run of each counts, so that
 * neither the machine nor its other work decides.
 */
export function timesAsLong(work: () => void, reference: () => void, turns = 5): number {
  const quickest = { work: Number.POSITIVE_INFINITY, reference: Number.POSITIVE_INFINITY };
  for (let turn = 0; turn < turns; turn += 1) {
    quickest.reference = Math.min(quickest.reference, timeOf(reference));
    quickest.work = Math.min(quickest.work, timeOf(work));
  }
  return quickest.work / quickest.reference;
}

function timeOf(work: () => void): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}
