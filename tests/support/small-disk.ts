import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

/** A file system of its own, small enough to be filled. */
export interface SmallDisk {
  /** A folder on it. */
  path: string;
  /** Takes all the space that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  remove(): void;
}

/**
 * Makes a real file system in a file and mounts it. On Linux, with the rights for that.
 *
 * @returns null where this machine does not let it be mounted
 */
export function createSmallDisk(megabytes: number): SmallDisk | null {
  const folder = temporaryFolder();
  const image = join(folder.path, 'disk.img');
  const mounted = join(folder.path, 'disk');
  try {
    writeFileSync(image, '');
    truncateSync(image, megabytes * 1_000_000);
    execFileSync('mkfs.ext4', ['-q', '-b', '4096', '-m', '0', '-F', image], { stdio: 'ignore' });
    mkdirSync(mounted);
    execFileSync('mount', ['-o', 'loop', image, mounted], { stdio: 'ignore' });
  } catch {
    folder.remove();
    return null;
  }
  const filler = join(mounted, 'filler');
  const path = join(mounted, 'data');
  mkdirSync(path);
  return {
    path,
    fill: () => fillDisk(filler),
    free: () => rmSync(filler, { force: true }),
    remove() {
      // What still has a file open there must not keep the test from ending.
      execFileSync('umount', ['--lazy', mounted]);
      folder.remove();
    },
  };
}

/** Writes until nothing goes any more, not even one block. */
function fillDisk(file: string): void {
  const descriptor = openSync(file, 'a');
  try {
    for (const blockBytes of [1_048_576, 65_536, 4096]) writeUntilFull(descriptor, Buffer.alloc(blockBytes, 1));
  } finally {
    closeSync(descriptor);
  }
}

function writeUntilFull(descriptor: number, block: Buffer): void {
  try {
    for (;;) {
      if (writeSync(descriptor, block) < block.length) return;
      fsyncSync(descriptor);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}
