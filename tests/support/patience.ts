/**
 * How long a test waits, in milliseconds, for something that has to happen. It only ends a test that hangs, and must
 * never be used to judge speed, because nobody knows what else the machine is doing.
 */
export const patienceMs = 60_000;

/** How long one test may take, in milliseconds, for the same reason. */
export const testLimitMs = 5 * patienceMs;
