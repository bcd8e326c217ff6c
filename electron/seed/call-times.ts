import type { Random } from './random.ts';

/** Calls by hour of the local day, as an office makes them. */
const hourWeights = [0, 0, 0, 0, 0, 0, 0.2, 1, 4, 9, 12, 12, 7, 6, 10, 11, 10, 8, 4, 2, 1, 0.4, 0.1, 0];
/** From Sunday on. */
const weekdayWeights = [0.05, 1, 1.1, 1.05, 1, 0.9, 0.25];

interface Hour {
  from: number;
  to: number;
  weight: number;
}

/**
 * When calls are made: over the days before and up to `until`, most in the middle of
 * weekdays, in order.
 *
 * @param until epoch ms
 */
export function* spreadCalls(calls: number, days: number, until: number, random: Random): Generator<number> {
  const hours = listHours(days, until);
  const total = hours.reduce((sum, { weight }) => sum + weight, 0);
  let weightBefore = 0;
  let callsBefore = 0;
  for (const { from, to, weight } of hours) {
    weightBefore += weight;
    const callsUntilNow = Math.round((calls * weightBefore) / total);
    const times = Array.from({ length: callsUntilNow - callsBefore }, () => from + random.below(to - from));
    yield* times.sort((one, other) => one - other);
    callsBefore = callsUntilNow;
  }
}

function listHours(days: number, until: number): Hour[] {
  const last = new Date(until);
  const hours: Hour[] = [];
  for (let hour = 0; hour < days * 24; hour += 1) {
    const startsAt = new Date(last.getFullYear(), last.getMonth(), last.getDate() - days + 1, hour);
    const from = startsAt.getTime();
    const to = Math.min(from + 60 * 60_000, until);
    // An hour of which only a part is over has that part of its calls.
    const weight = (hourWeights[startsAt.getHours()] ?? 0) * (weekdayWeights[startsAt.getDay()] ?? 1);
    if (to > from && weight > 0) hours.push({ from, to, weight: (weight * (to - from)) / (60 * 60_000) });
  }
  // In the small hours of a first day nothing has any weight.
  return hours.length > 0 ? hours : [{ from: until - 60 * 60_000, to: until, weight: 1 }];
}
