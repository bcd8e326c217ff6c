/** Reads files of unknown origin: only regular ones, and only up to a size. */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';

export type BoundedFile =
  | { status: 'read'; bytes: Buffer; stats: Stats }
  | { status: 'not_a_file' }
  /** `size` in bytes. */
  | { status: 'file_too_large'; size: number };

/** Reads at most the bytes a file has when it is opened, even if it grows. Throws what the file system throws. */
export function readBoundedFile(file: string, maximumBytes: number): BoundedFile {
  // Does not block: a pipe without a writer would never open. Windows does not know this flag.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { status: 'not_a_file' };
    if (stats.size > maximumBytes) return { status: 'file_too_large', size: stats.size };
    return { status: 'read', bytes: readBytes(descriptor, stats.size), stats };
  } finally {
    closeSync(descriptor);
  }
}

/** A network disk may return a file in pieces. */
function readBytes(descriptor: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let filled = 0;
  while (filled < size) {
    const read = readSync(descriptor, bytes, filled, size - filled, null);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

/**
 * A UTF-16 text without its byte order mark; null for anything else. JSON begins with an ASCII character, so a zero
 * byte beside it gives UTF-16 away even without a mark.
 */
export function decodeUtf16(bytes: Buffer): string | null {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return null;
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2);
  if (first === 0xfe && second === 0xff) return swapPairs(bytes).toString('utf16le', 2);
  if (first !== 0 && second === 0) return bytes.toString('utf16le');
  if (first === 0 && second !== 0) return swapPairs(bytes).toString('utf16le');
  return null;
}

const swapPairs = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length - (bytes.length % 2)).swap16();
