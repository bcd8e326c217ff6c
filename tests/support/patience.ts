/**
 * How long a test waits at most for something that has to happen, in milliseconds. It only ends a test that hangs:
 * how fast something is must never be told from it, because nobody knows what else the machine does.
 */
export const patienceMs = 60_000;

/** How long one test takes at most, in milliseconds, for the same reason. */
export const testLimitMs = 5 * patienceMs;
