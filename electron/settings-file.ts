/** Reads `settings.json`, and tells apart a file that is not there, one that is damaged and one that cannot be read. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { messageOf } from './error-message.ts';

/**
 * The largest settings file that is read, in bytes. What DialPop itself saves stays below 35 MB: a hundred saved
 * messages of 100,000 characters are most of it. Anything larger is not its file, and would fill the memory.
 */
export const largestSettingsBytes = 64 * 1024 * 1024;

/** What was found in the place of the settings file. */
export type FoundSettings =
  | { status: 'missing' }
  /** JSON. `isPrivate`: only its owner may read it. */
  | { status: 'read'; raw: unknown; isPrivate: boolean }
  /** Not JSON; `text` is what can still be searched for the token. */
  | { status: 'damaged'; text: string }
  /** There is a file, or may be one, but its content is not known. `reason` is the system's own word. */
  | { status: 'unreadable'; reason: string };

/**
 * Reads the settings file. Only ENOENT means that there is none, and only what is not JSON is damaged: any other
 * failure says nothing about the content, so that nobody may write over it. Never throws.
 */
export function readSettingsFile(file: string): FoundSettings {
  try {
    const { bytes, isPrivate } = readBytes(file);
    return parse(decode(bytes), isPrivate);
  } catch (error) {
    if (!isMissing(error)) return { status: 'unreadable', reason: messageOf(error) };
    return isDanglingLink(file)
      ? { status: 'unreadable', reason: `${file} is a link to a file that is not there` }
      : { status: 'missing' };
  }
}

function readBytes(file: string): { bytes: Buffer; isPrivate: boolean } {
  // Without waiting: a pipe in the file's place would hold up the whole start. Windows does not know this flag.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new Error(`${file} is not a file`);
    if (stats.size > largestSettingsBytes) {
      throw new Error(
        `${file} has ${toMegabytes(stats.size)} MB, more than the ${toMegabytes(largestSettingsBytes)} MB read`,
      );
    }
    // Windows has other means to keep a file private.
    const isPrivate = process.platform === 'win32' || (stats.mode & 0o077) === 0;
    return { bytes: readWhole(descriptor, stats.size), isPrivate };
  } finally {
    closeSync(descriptor);
  }
}

/** A network disk may hand out a file in pieces. */
function readWhole(descriptor: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let filled = 0;
  while (filled < size) {
    const read = readSync(descriptor, bytes, filled, size - filled, null);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

/** JSON begins with an ASCII character, so the zeros beside it tell UTF-16 also where there is no byte order mark. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  const isBigEndian = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  const isLittleEndian = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const encoding = isBigEndian ? 'utf-16be' : isLittleEndian ? 'utf-16le' : 'utf-8';
  // Takes the byte order mark away as well.
  return new TextDecoder(encoding).decode(bytes);
}

function parse(text: string, isPrivate: boolean): FoundSettings {
  try {
    return { status: 'read', raw: JSON.parse(text), isPrivate };
  } catch {
    return { status: 'damaged', text };
  }
}

/** On a disk that is not mounted, a link's target is missing only for now. */
function isDanglingLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch (error) {
    return !isMissing(error);
  }
}

const toMegabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000);

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
