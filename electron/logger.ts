import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import log from 'electron-log/node.js';
import { spellDeceiving } from '../shared/plain-text.ts';

/**
 * The log: `logs/dialpop.log` in the user data folder, rotated at 1 MiB, and standard
 * error. Never standard output, which carries one line only, and never a body, a number
 * or the token.
 */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error?: unknown): void;
}

export function createLogger(userData: string): Logger {
  const folder = join(userData, 'logs');
  mkdirSync(folder, { recursive: true });
  const logger = log.create({ logId: 'dialpop' });
  logger.transports.file.resolvePathFn = () => join(folder, 'dialpop.log');
  logger.transports.file.maxSize = 1024 * 1024;
  logger.transports.file.level = 'info';
  logger.transports.console.level = 'warn';
  logger.transports.console.writeFn = ({ message }) => {
    process.stderr.write(`${message.data.map(String).join(' ')}\n`);
  };
  return {
    info: (message) => logger.info(toEntry(message)),
    warn: (message) => logger.warn(toEntry(message)),
    error: (message, error) =>
      logger.error(toEntry(error === undefined ? message : `${message}: ${describeError(error)}`)),
  };
}

/** Other programs' words can be in it: they give a terminal no orders, and none of their lines looks like an entry. */
const toEntry = (text: string): string => spellDeceiving(text).replace(/\r\n|[\r\n]/g, '\n    ');

/** An error as one text, with its stack where it has one. */
function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
