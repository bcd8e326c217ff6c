/**
 * What the scripts tell a person. All of it goes to standard error: standard output
 * belongs to the app.
 */

/** Something that can be expected to go wrong; its message is a whole sentence for a person. */
export class SetUpError extends Error {}

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Keeps telling how far something is until it is stopped: in place on a terminal, else as a
 * line every few seconds.
 *
 * @param {() => string} describe
 * @returns {() => void} how to stop
 */
export function showProgress(describe) {
  const onTerminal = process.stderr.isTTY === true;
  const clearLine = '\r\u001b[2K';
  const show = () => process.stderr.write(onTerminal ? `${clearLine}${describe()}` : `${describe()}\n`);
  if (onTerminal) show();
  const timer = setInterval(show, onTerminal ? 150 : 3000);
  return () => {
    clearInterval(timer);
    if (onTerminal) process.stderr.write(clearLine);
  };
}

/** @param {number} beganAt as `performance.now()` told */
export function secondsSince(beganAt) {
  return `${((performance.now() - beganAt) / 1000).toFixed(1)} s`;
}

/** @param {number} bytes */
export function inMegabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

/**
 * Runs a script's main function and ends the process with its exit status; an expected
 * failure is one sentence and status 1.
 *
 * @param {() => Promise<number>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    say(error instanceof SetUpError ? error.message : `Unexpected error: ${error.stack ?? error.message}`);
    process.exitCode = 1;
  }
}
