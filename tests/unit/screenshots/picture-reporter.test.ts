import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FullConfig, FullResult, Suite } from 'playwright/types/testReporter';
import { afterEach, beforeEach, expect, test } from 'vitest';
import PictureReporter from '../../screenshots/picture-reporter.ts';
import { pictureAnnotation } from '../../screenshots/pictures.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const fileOf = (name: string): string => join(folder.path, `${name}.png`);
function take(name: string, content = 'picture'): void {
  mkdirSync(dirname(fileOf(name)), { recursive: true });
  writeFileSync(fileOf(name), content);
}
/** A run of tests that declare their pictures. */
function begin(...tests: string[][]) {
  const lines: string[] = [];
  const reporter = new PictureReporter({ fileOf, say: (line) => lines.push(line) });
  const all = tests.map((names) => ({ annotations: [{ type: 'other' }, ...names.map(pictureAnnotation)] }));
  reporter.onBegin({} as FullConfig, { allTests: () => all } as unknown as Suite);
  return { lines, end: (status: FullResult['status']) => reporter.onEnd({ status } as FullResult) };
}

test('says how many pictures there are once each is there', async () => {
  const run = begin(['en/light/calls', 'en/dark/calls'], ['hi/light/calls']);
  for (const name of ['en/light/calls', 'en/dark/calls', 'hi/light/calls']) take(name);
  expect(await run.end('passed')).toEqual({ status: 'passed' });
  expect(run.lines).toEqual([expect.stringMatching(/^Pictures in .*dist.screenshots: 3 of 3\.$/)]);
});

test('a missing or empty picture fails a run in which every test passed, by name', async () => {
  const run = begin(['en/light/calls', 'en/dark/calls', 'en/light/keys']);
  take('en/light/calls');
  take('en/light/keys', '');
  expect(await run.end('passed')).toEqual({ status: 'failed' });
  expect(run.lines).toEqual([expect.stringMatching(/: 1 of 3\.$/), 'Missing: en/dark/calls, en/light/keys.']);
});

test('nothing is said to be there where nothing is, and how the run ended is kept', async () => {
  const run = begin(['en/light/calls']);
  expect(await run.end('timedout')).toEqual({ status: 'timedout' });
  expect(run.lines).toEqual([expect.stringMatching(/: 0 of 1\.$/), 'Missing: en/light/calls.']);
  expect(await begin().end('passed')).toEqual({ status: 'failed' });
});

test('a picture of an earlier run does not count', async () => {
  take('en/light/calls');
  const run = begin(['en/light/calls']);
  expect(existsSync(fileOf('en/light/calls'))).toBe(false);
  expect(await run.end('passed')).toEqual({ status: 'failed' });
});

test('two scenes of one name fail, because one picture is lost', async () => {
  const run = begin(['en/light/calls'], ['en/light/calls']);
  take('en/light/calls');
  expect(await run.end('passed')).toEqual({ status: 'failed' });
  expect(run.lines.at(-1)).toBe('More than one scene writes en/light/calls.');
});

test('two scenes that look the same in one theme fail, because one of them was not reached', async () => {
  const run = begin(['en/light/links', 'en/light/popups', 'en/dark/links']);
  for (const name of ['en/light/links', 'en/light/popups', 'en/dark/links']) take(name);
  expect(await run.end('passed')).toEqual({ status: 'failed' });
  expect(run.lines.at(-1)).toBe('The same picture: en/light/links, en/light/popups.');
});
