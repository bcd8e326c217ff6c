import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import log from 'electron-log/node.js';
import { messageOf } from '../error-message.ts';
import type { Line } from './collapse-repeats.ts';

/** A file that reaches this is put away; with those put away before, the log takes three times as much at most. */
const largestFileBytes = 1024 * 1024;
const putAwayNames = ['dialpop.1.log', 'dialpop.2.log'];
/** What an earlier version put away; nothing would ever write over it. */
const earlierName = 'dialpop.old.log';
/** A folder that cannot be written is tried again after this long. */
const retryMs = 30_000;

export interface LogFile {
  write(line: Line): void;
  /** Why the log cannot be written, in the system's words; null where it can. */
  problem(): string | null;
}

/**
 * The log's file, with electron-log. A folder that cannot be written and a full disk cost the lines that
 * come meanwhile and nothing else: nothing here throws.
 *
 * @param folder made when missing
 * @param writeError where lines go that a terminal shows
 */
export function openLogFile(folder: string, writeError: (text: string) => void): LogFile {
  const file = join(folder, 'dialpop.log');
  const logger = log.create({ logId: folder });
  let problem: string | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;

  logger.transports.file.resolvePathFn = () => file;
  logger.transports.file.maxSize = largestFileBytes;
  logger.transports.file.level = 'info';
  logger.transports.file.archiveLogFn = () => putAway(folder, file);
  logger.transports.console.level = 'warn';
  logger.transports.console.writeFn = ({ message }) => writeError(message.data.map(String).join(' '));
  // Where the library cannot write it says so through its own first logger, with whole paths and once a line.
  log.transports.console.writeFn = () => {};

  /** The library gives a file up for good that it cannot open the first time. */
  const canOpen = (): boolean => {
    if (performance.now() - triedAt < retryMs) return false;
    try {
      mkdirSync(dirname(folder), { recursive: true });
      // Made by itself, as a folder that cannot be made is told by its true reason only then.
      if (!existsSync(folder)) mkdirSync(folder);
      rmSync(join(folder, earlierName), { force: true });
      accessSync(statSync(file, { throwIfNoEntry: false }) === undefined ? folder : file, constants.W_OK);
      logger.transports.file.getFile().on('error', ({ message }) => {
        problem = message;
      });
      return true;
    } catch (error) {
      triedAt = performance.now();
      problem = messageOf(error);
      return false;
    }
  };
  let isOpen = false;

  return {
    write({ level, text }) {
      isOpen ||= canOpen();
      logger.transports.file.level = isOpen ? 'info' : false;
      const before = problem;
      problem = isOpen ? null : before;
      try {
        logger[level](text);
      } catch (error) {
        problem = messageOf(error);
      }
    },
    problem: () => problem,
  };
}

/** Never throws: where the names cannot be changed the file is emptied, as a log that grows for ever helps nobody. */
function putAway(folder: string, file: string): void {
  const names = [file, ...putAwayNames.map((name) => join(folder, name))];
  try {
    rmSync(names.at(-1) ?? '', { force: true });
    for (let index = names.length - 2; index >= 0; index -= 1) {
      const [from, to] = [names[index], names[index + 1]];
      if (from === undefined || to === undefined || statSync(from, { throwIfNoEntry: false }) === undefined) continue;
      renameSync(from, to);
    }
  } catch {
    try {
      rmSync(file, { force: true });
    } catch {
      // Nothing can be changed there any more, so nothing grows either.
    }
  }
}
