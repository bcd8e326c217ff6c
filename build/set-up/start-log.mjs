/** The log of a start: what nobody needs to read on the terminal, in one file that each start overwrites. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { inProject } from './project.mjs';
import { lastLines } from './run-command.mjs';

/**
 * What Chromium, its libraries and the graphics driver write about themselves. Everything else comes from DialPop or is
 * unknown, and is shown.
 */
const foreignLine =
  /^\[\d+:\d+\/[\d.]+:(INFO|WARNING|ERROR|FATAL|VERBOSE\d*):|^\(\S+:\d+\): \S+-(WARNING|CRITICAL|Message)|^(lib\w+|MESA\S*|LaunchProcess|Fontconfig|dconf)\b.*(:|error|warning)|^Authorization required, but no authorization|^$/;

/** @param {string} file created if possible: a log that cannot be written never prevents a start */
export function openStartLog(file = inProject('dist', 'start.log')) {
  let isOpen = true;
  const write = (/** @type {(path: string) => void} */ how) => {
    try {
      if (isOpen) how(file);
    } catch {
      isOpen = false;
    }
  };
  write(() => mkdirSync(dirname(file), { recursive: true }));
  write(() => writeFileSync(file, ''));
  let kept = '';
  let rest = '';

  return {
    /** The file's path from the project's folder. */
    name: () => relative(inProject(), file),
    /** @param {string} sentence */
    note: (sentence) => write(() => appendFileSync(file, `${sentence}\n`)),
    /**
     * Logs what a program wrote to its error output.
     *
     * @param {string} text any part of it
     * @returns {string} the lines it completes that a person should see
     */
    take(text) {
      write(() => appendFileSync(file, text));
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      const foreign = lines.filter((line) => foreignLine.test(line));
      kept = lastLines(`${kept}\n${foreign.filter(Boolean).join('\n')}`, 5);
      return lines
        .filter((line) => !foreignLine.test(line))
        .map((line) => `${line}\n`)
        .join('');
    },
    /** The last lines that went only to the log. */
    lastKept: () => kept.trim(),
  };
}

/** @typedef {ReturnType<typeof openStartLog>} StartLog */
