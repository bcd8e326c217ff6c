import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a small file so that it survives a power cut, and holds at every moment either all of the old or all of the
 * new content. Only its owner can read it. If it throws the file system's error, it leaves nothing behind.
 */
export function writeDurably(file: string, text: string): void {
  const partial = `${file}.partial`;
  try {
    const descriptor = openSync(partial, 'w', 0o600);
    try {
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(partial, file);
  } catch (error) {
    try {
      rmSync(partial, { force: true });
    } catch {
      // The first failure says more.
    }
    throw error;
  }
  syncFolder(dirname(file));
}

/** Makes renames in a folder survive a power cut, where the system can; Windows cannot. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // The rename is done; only when it reaches the disk is now up to the system.
  }
}
