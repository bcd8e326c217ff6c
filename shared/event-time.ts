/** TeleCMI's `time`: documented in milliseconds; some senders give seconds, microseconds or nanoseconds. */

/** The first time that is read as milliseconds, in 1973. Anything below is seconds. */
const firstMilliseconds = 1e11;
/** Milliseconds from the year 5138 on make no sense: these are microseconds, and still larger ones nanoseconds. */
const firstMicroseconds = 1e14;
const firstNanoseconds = 1e17;

/** How many of a time's units make a millisecond. */
function unitsPerMs(time: number): number {
  if (time < firstMilliseconds) return 1 / 1000;
  if (time < firstMicroseconds) return 1;
  return time < firstNanoseconds ? 1000 : 1_000_000;
}

/** A time in any unit as whole epoch ms. */
export const toEpochMs = (time: number): number => Math.round(time / unitsPerMs(time));

/** A time shifted by so many ms, in its own unit; never before 1970. */
export const shiftTime = (time: number, shiftMs: number): number =>
  Math.max(0, Math.round((toEpochMs(time) + shiftMs) * unitsPerMs(time)));

const earliestCallMs = Date.UTC(2000, 0);
const latestCallMs = Date.UTC(2100, 0);

/** Whether a call can have been at this time; any other, such as 0, is not shown as a date. @param epochMs epoch ms */
export const isCallTime = (epochMs: number): boolean => epochMs >= earliestCallMs && epochMs < latestCallMs;
