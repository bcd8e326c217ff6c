import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileToMake } from './data-task.ts';

/** Ends the name of every file that is being made; nothing else may be deleted by what tidies up. */
export const partialSuffix = '.dialpop-partial';

/** A name beside the file that is to be made, hidden where the system hides by name. */
export const partialNameOf = (target: string): string =>
  join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}${partialSuffix}`);

/** Puts a finished file in its place at once, on disk to the last byte. */
function finishFile(partial: string, target: string): void {
  const descriptor = openSync(partial, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(partial, target);
}

/** Removes what a task has begun, with what SQLite puts beside it. Missing files are no failure. */
export function removePartial(partial: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(partial + suffix, { force: true });
}

/** The same after a failure, of which the failure itself says more. */
export function discardPartial(partial: string): void {
  try {
    removePartial(partial);
  } catch {
    // The next start removes it, or a person finds it.
  }
}

/**
 * Makes a file under its partial name and puts it in its place when it is whole. A failure, or
 * being cancelled, leaves nothing behind; a file that was there before stays as it was until then.
 *
 * @param make writes the partial file and has closed it when it returns; what it throws is thrown on
 */
export async function makeWholeFile<Result>(
  { partial, target }: FileToMake,
  make: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    const result = await make();
    finishFile(partial, target);
    return result;
  } catch (error) {
    discardPartial(partial);
    throw error;
  }
}

/**
 * Writes a text file piece by piece.
 *
 * @param write gets how to append; what it throws is thrown on
 */
export function writeText<Result>(file: string, write: (append: (text: string) => void) => Result): Result {
  // It holds customers' numbers: for its owner only.
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    return write((text) => appendAll(descriptor, Buffer.from(text, 'utf8')));
  } finally {
    closeSync(descriptor);
  }
}

/** A write may take only a part, on a nearly full disk above all. */
function appendAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.byteLength; ) written += writeSync(descriptor, bytes, written);
}
