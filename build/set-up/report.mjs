/**
 * What these scripts say, and how they end. All of it goes to standard error: standard
 * output belongs to the program that a script starts.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { basename } from 'node:path';

/** Something went wrong that a person can understand and act on: a sentence, never a stack trace. */
export class ExpectedFailure extends Error {}

const liveIntervalMs = 250;
const lineIntervalMs = 5000;

/** @type {AsyncLocalStorage<{kept: string[] | null}>} what a task that runs aside has said; null once it is told at once */
const aside = new AsyncLocalStorage();

/** @param {string} sentence */
export function say(sentence) {
  const kept = aside.getStore()?.kept;
  if (kept) kept.push(sentence);
  else process.stderr.write(`${sentence}\n`);
}

/**
 * Does a task while others write on the terminal: what it says is kept until somebody waits for it.
 *
 * @template Result
 * @param {() => Promise<Result>} task
 * @returns {() => Promise<Result>} waits for the task; its failure is told there, and only there
 */
export function doAside(task) {
  /** @type {{kept: string[] | null}} */
  const said = { kept: [] };
  const result = aside.run(said, task);
  result.catch(() => {});
  return () => {
    const { kept } = said;
    said.kept = null;
    kept?.forEach(say);
    return result;
  };
}

/**
 * Does a long task while saying what it is and how far it is: in place on a terminal,
 * a line every few seconds elsewhere.
 *
 * @template Result
 * @param {string} sentence what is done, without the full stop
 * @param {() => Promise<Result>} task
 * @param {() => string} [describe] how far it is; the elapsed time is added
 * @returns {Promise<Result>}
 */
export async function withProgress(sentence, task, describe = () => '') {
  const begin = performance.now();
  const state = () => [describe(), `${Math.round((performance.now() - begin) / 1000)} s`].filter(Boolean).join(', ');
  const isLive = process.stderr.isTTY === true && !aside.getStore()?.kept;
  // A live line that wraps could not be written over.
  const width = (process.stderr.columns || 80) - 1;
  const show = () =>
    isLive
      ? process.stderr.write(`\r\x1b[2K${`${sentence}: ${state()}`.slice(0, width)}`)
      : say(`${sentence}: ${state()}`);

  if (!isLive) say(`${sentence} …`);
  const timer = setInterval(show, isLive ? liveIntervalMs : lineIntervalMs);
  try {
    return await task();
  } finally {
    clearInterval(timer);
    if (isLive) process.stderr.write(`\r\x1b[2K${sentence}: ${state()}\n`);
  }
}

/**
 * Runs a script's main function and ends the process with the code it returns, or with 1
 * and a sentence.
 *
 * @param {() => Promise<number>} main
 * @returns {Promise<never>}
 */
export async function runScript(main) {
  endWithNpm();
  try {
    process.exit(await main());
  } catch (error) {
    say(describeFailure(error));
    process.exit(1);
  }
}

/** @param {unknown} error */
function describeFailure(error) {
  if (error instanceof ExpectedFailure) return error.message;
  if (!(error instanceof Error)) return String(error);
  // A full disk or a forbidden folder says enough by itself; anything else is a bug, and its place matters.
  return 'syscall' in error ? `${error.message}.` : (error.stack ?? error.message);
}

const parentCheckMs = 200;

/**
 * npm passes a signal on to the shell it runs this script in, and that shell ends without
 * passing it on. So the end of the shell counts as the signal.
 */
function endWithNpm() {
  const isRunByNpm = process.env['npm_lifecycle_script']?.includes(basename(process.argv[1] ?? '')) === true;
  if (!isRunByNpm || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, parentCheckMs);
  timer.unref();
}
