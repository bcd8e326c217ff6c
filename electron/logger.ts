import { homedir } from 'node:os';
import { join } from 'node:path';
import type { RememberedProblem } from '../shared/diagnostics/diagnostics.ts';
import { createRedactor, type SafeText } from '../shared/safe-text.ts';
import { collapseRepeats } from './log/collapse-repeats.ts';
import { openLogFile } from './log/log-file.ts';
import { createProblemMemory } from './log/problem-memory.ts';

/**
 * The log: `logs/dialpop.log` in the user data folder, at most three files of 1 MiB, and standard
 * error. Never standard output, which carries one line only. Every line is made safe here, whoever wrote
 * it: no token, no number, no address, no text that a parser stumbled over. Nothing here throws.
 */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error?: unknown): void;
}

/** The log with what Diagnostics asks of it. */
export interface AppLogger extends Logger {
  folder: string;
  /** The last warnings and errors, the newest first. */
  problems(): RememberedProblem[];
  /** Why the log cannot be written; null where it can. */
  writeProblem(): string | null;
  /** Writes what was held back. */
  close(): void;
}

/** Characters that would move the cursor, or turn what follows around. */
const unseen = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

export function createLogger(userData: string): AppLogger {
  const folder = join(userData, 'logs');
  const redact = createRedactor(homedir());
  const memory = createProblemMemory();
  // A terminal that was closed is no reason to end.
  process.stderr.on('error', () => {});
  const file = openLogFile(folder, (text) => process.stderr.write(`${text}\n`));
  const lines = collapseRepeats(file.write);

  const add = (level: 'info' | 'warn' | 'error', message: string): void => {
    const text = redact(message);
    if (level !== 'info') memory.add(level, oneLine(text), Date.now());
    lines.add({ level, text: indent(text) });
  };
  return {
    folder,
    info: (message) => add('info', message),
    warn: (message) => add('warn', message),
    error: (message, error) => add('error', error === undefined ? message : `${message}: ${describeError(error)}`),
    problems: memory.list,
    writeProblem: file.problem,
    close: lines.close,
  };
}

/** An error as one text, with its stack where it has one; whatever was thrown, this does not throw. */
function describeError(error: unknown): string {
  try {
    return error instanceof Error ? String(error.stack ?? error.message) : String(error);
  } catch {
    return 'An error that cannot be shown';
  }
}

/** The first line, without what cannot be seen. */
const oneLine = (text: SafeText): SafeText => (text.split('\n', 1)[0] ?? '').replaceAll(unseen, '�') as SafeText;

/** What is on a line of its own in the log began there: further lines of one text are set in. */
const indent = (text: SafeText): string =>
  text
    .split(/\r?\n/)
    .map((line) => line.replaceAll(unseen, '�'))
    .join('\n    ');
