/** Reads `settings.json`, and tells apart a missing file, a damaged one and one that cannot be read. */
import { lstatSync } from 'node:fs';
import { decodeUtf16, readBoundedFile } from './bounded-file.ts';
import { errorCode, messageOf } from './error-message.ts';

/**
 * The largest settings file that is read, in bytes. What DialPop saves stays below 35 MB, most of it a hundred saved
 * messages of 100,000 characters. Anything larger is not its file, and would fill the memory.
 */
export const largestSettingsBytes = 64 * 1024 * 1024;

/** What was found in place of the settings file. */
export type FoundSettings =
  | { status: 'missing' }
  /** JSON. `isPrivate`: only its owner may read it. */
  | { status: 'read'; raw: unknown; isPrivate: boolean }
  /** Not JSON; `text` can still be searched for the token. */
  | { status: 'damaged'; text: string }
  /** A file exists or may exist, but its content is unknown. `reason` is the system's message. */
  | { status: 'unreadable'; reason: string };

/**
 * Reads the settings file. Only ENOENT means that there is none, and only what is not JSON is damaged: any other
 * failure says nothing about the content, so the file must not be overwritten. Never throws.
 */
export function readSettingsFile(file: string): FoundSettings {
  try {
    const { text, isPrivate } = readText(file);
    return parse(text, isPrivate);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') return { status: 'unreadable', reason: messageOf(error) };
    return isDanglingLink(file)
      ? { status: 'unreadable', reason: `${file} is a link to a file that is not there` }
      : { status: 'missing' };
  }
}

function readText(file: string): { text: string; isPrivate: boolean } {
  const found = readBoundedFile(file, largestSettingsBytes);
  if (found.status === 'not_a_file') throw new Error(`${file} is not a file`);
  if (found.status === 'file_too_large') {
    throw new Error(
      `${file} has ${toMegabytes(found.size)} MB, more than the ${toMegabytes(largestSettingsBytes)} MB read`,
    );
  }
  // Windows keeps a file private by other means.
  const isPrivate = process.platform === 'win32' || (found.stats.mode & 0o077) === 0;
  return { text: decodeUtf16(found.bytes) ?? new TextDecoder().decode(found.bytes), isPrivate };
}

function parse(text: string, isPrivate: boolean): FoundSettings {
  try {
    return { status: 'read', raw: JSON.parse(text), isPrivate };
  } catch {
    return { status: 'damaged', text };
  }
}

/** If a disk is not mounted, a link's target is only missing for now. */
function isDanglingLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch (error) {
    return errorCode(error) !== 'ENOENT';
  }
}

/** The token in the text of a settings file, damaged or not; null if it holds none. */
export const findToken = (text: string): string | null => /"token"\s*:\s*"([0-9a-f]{32})"/.exec(text)?.[1] ?? null;

const toMegabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000);
