import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FullConfig, FullResult, Reporter, Suite } from 'playwright/types/testReporter';
import { pictureFile, pictureFolder, picturesIn } from './pictures.ts';

/** A longer list of names would say nothing more. */
const mostNames = 20;

/**
 * Counts, at the end, the existing pictures among those that the tests say they take. A missing one is a failure, and so
 * is one that two tests or scenes would overwrite for each other, or that shows exactly what another one of its folder
 * does: then one of the two scenes was not reached.
 */
export default class PictureReporter implements Reporter {
  private readonly fileOf: (name: string) => string;
  private readonly say: (line: string) => void;
  private expected: string[] = [];

  constructor({
    fileOf = pictureFile,
    say = (line: string) => void process.stdout.write(`${line}\n`),
  }: { fileOf?: (name: string) => string; say?: (line: string) => void } = {}) {
    this.fileOf = fileOf;
    this.say = say;
  }

  /** A picture from an earlier run would pass for one of this run. */
  onBegin(_config: FullConfig, suite: Suite): void {
    this.expected = suite.allTests().flatMap(({ annotations }) => picturesIn(annotations));
    for (const name of this.expected) rmSync(this.fileOf(name), { force: true });
  }

  onEnd(result: FullResult): Promise<{ status: FullResult['status'] }> {
    const names = new Set(this.expected);
    const twice = [...names].filter((name) => this.expected.indexOf(name) !== this.expected.lastIndexOf(name));
    const missing = [...names].filter((name) => !isThere(this.fileOf(name)));
    this.say(`Pictures in ${pictureFolder}: ${names.size - missing.length} of ${names.size}.`);
    if (missing.length > 0) this.say(`Missing: ${list(missing)}.`);
    if (twice.length > 0) this.say(`More than one scene writes ${list(twice)}.`);
    const alike = findAlike(
      [...names].filter((name) => !missing.includes(name)),
      this.fileOf,
    );
    for (const group of alike) this.say(`The same picture: ${list(group)}.`);
    const isWhole = missing.length === 0 && twice.length === 0 && alike.length === 0 && names.size > 0;
    return Promise.resolve({ status: result.status === 'passed' && !isWhole ? 'failed' : result.status });
  }

  printsToStdio(): boolean {
    return false;
  }
}

const isThere = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;

/** Names of one folder whose pictures are equal to the byte, in groups. */
function findAlike(names: readonly string[], fileOf: (name: string) => string): string[][] {
  const contentOf = (name: string): string =>
    `${dirname(name)} ${createHash('sha256')
      .update(readFileSync(fileOf(name)))
      .digest('hex')}`;
  return [...Map.groupBy(names, contentOf).values()].filter(({ length }) => length > 1);
}

const list = (names: readonly string[]): string =>
  names.length > mostNames
    ? `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`
    : names.join(', ');
