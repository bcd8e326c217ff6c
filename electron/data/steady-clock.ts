import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const dayMs = 86_400_000;
/** A clock this far ahead of when it was last looked at may be wrong: nobody has seen that time pass. */
const jumpMs = 7 * dayMs;
/** A wrong clock is put right within a day, or has been seen by whoever uses the machine. */
const doubtMs = dayMs;

const clockSchema = z.object({
  /** Epoch ms up to which time is known to have passed. */
  trustedAt: z.number(),
  /** The clock is far ahead of that since it first was, and was so last at `seenAt`, both by itself; else null. */
  doubt: z.object({ since: z.number(), seenAt: z.number() }).nullable(),
});
export type KnownClock = z.infer<typeof clockSchema>;

/**
 * What is known of the clock after a look at it. One that has jumped far ahead, as after years without a
 * battery or a mistaken change, is doubted until it has stayed there for a day; so is a right one after a
 * long rest, which cannot be told apart. One that was set back is believed: by it nothing is old.
 *
 * @param now epoch ms by the clock
 */
export function judgeClock({ trustedAt, doubt }: KnownClock, now: number): KnownClock {
  if (now <= trustedAt + jumpMs) return { trustedAt: now, doubt: null };
  const goesOn = doubt !== null && now >= doubt.since && now <= doubt.seenAt + jumpMs;
  if (!goesOn) return { trustedAt, doubt: { since: now, seenAt: now } };
  if (now - doubt.since >= doubtMs) return { trustedAt: now, doubt: null };
  return { trustedAt, doubt: { since: doubt.since, seenAt: now } };
}

export interface SteadyClockOptions {
  /** Where what is known is kept from one start to the next. */
  file: string;
  /** Epoch ms of something that is known to have happened, for the first time; null for nothing. */
  lastKnownAt: () => number | null;
  reportError: (error: unknown) => void;
}

/** Knows whether the clock can be believed where a wrong one would cost something: what is deleted for its age. */
export function createSteadyClock({ file, lastKnownAt, reportError }: SteadyClockOptions) {
  let known: KnownClock | null = null;
  return {
    /** Looks at the clock, and returns whether it can be believed. */
    isTrusted(): boolean {
      known ??= readClock(file) ?? { trustedAt: lastKnownAt() ?? Date.now(), doubt: null };
      known = judgeClock(known, Date.now());
      try {
        writeFileSync(file, JSON.stringify(known), { mode: 0o600 });
      } catch (error) {
        // It is known until the end of this run.
        reportError(error);
      }
      return known.doubt === null;
    },
  };
}

function readClock(file: string): KnownClock | null {
  try {
    return clockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Missing or damaged: what the history knows will do.
    return null;
  }
}
