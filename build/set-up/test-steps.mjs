/** The steps of `npm test`: how each is run and how its test cases are counted. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { findNode } from './dependencies.mjs';
import { electronEnvironment } from './electron.mjs';
import { inProject } from './project.mjs';
import { say } from './report.mjs';
import { runInForeground } from './run-command.mjs';

/**
 * @typedef {object} TestCount
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 *
 * @typedef {object} TestContext
 * @property {import('./electron.mjs').Electron} [electron] what to test with; the steps from desktop on need one
 * @property {string | undefined} [only] a part of the paths of the test files to run; all without it
 *
 * @typedef {object} TestStep
 * @property {string} name
 * @property {boolean} needsSetUp whether it needs more than the dependencies, or does more where there is more
 * @property {(context: TestContext) => Promise<TestCount>} run
 */

const resultFile = (/** @type {string} */ name) => inProject('dist', 'test-results', `${name}.json`);

/** @type {TestStep[]} */
export const testSteps = [
  {
    name: 'lint',
    needsSetUp: false,
    run: async () =>
      sumCounts([
        await runCheck('@biomejs/biome/bin/biome', ['check', '--config-path=build/lint.json']),
        // With types, to find what cannot be seen without them, such as a promise that is not awaited.
        await runCheck('oxlint/bin/oxlint', ['--config=build/type-lint.json']),
      ]),
  },
  { name: 'types', needsSetUp: false, run: () => runCheck('typescript/bin/tsc', ['-b']) },
  { name: 'unit', needsSetUp: false, run: ({ only }) => runVitest('unit', only) },
  { name: 'integration', needsSetUp: true, run: ({ only }) => runVitest('integration', only) },
  { name: 'desktop', needsSetUp: true, run: runDesktop },
  { name: 'faults', needsSetUp: true, run: (context) => runFaults(context, 'short') },
  { name: 'bench', needsSetUp: true, run: runShortBench },
];

/**
 * `3 passed, 0 failed`, and how many were skipped if any were.
 *
 * @param {TestCount} count
 */
export function countOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * A check has no test cases, so it adds nothing to the count but its failure.
 *
 * @param {string} script
 * @param {string[]} args
 * @returns {Promise<TestCount>}
 */
async function runCheck(script, args) {
  const code = await runTool(script, args);
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/**
 * @param {string} project
 * @param {string} [only]
 * @param {NodeJS.ProcessEnv} [env]
 */
function runVitest(project, only, env) {
  const args = [
    'run',
    '--config=build/vitest.config.ts',
    `--project=${project}`,
    // Some of them wait for disks, other processes and time limits, others compute: half as many again as cores.
    ...(project === 'integration' ? [`--maxWorkers=${Math.ceil(1.5 * availableParallelism())}`] : []),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${resultFile(project)}`,
    ...(only === undefined ? [] : [only]),
  ];
  return runCounted(project, countVitest, () => runTool('vitest/vitest.mjs', args, env));
}

/** @param {TestContext} context */
async function runDesktop({ electron, only }) {
  // The smoke test starts the packaged app, so there must be one, made from these sources.
  const needsPackage = only === undefined || 'tests/desktop/package.spec.ts'.includes(only);
  const packaged = needsPackage
    ? await runInForeground(process.execPath, [inProject('build', 'run', 'package.mjs'), '--unpacked'])
    : 0;
  const count = await runCounted('desktop', countPlaywright, () =>
    runTool(
      'playwright/cli.js',
      ['test', '--config=build/playwright.config.ts', ...(only === undefined ? [] : [only])],
      electron && electronEnvironment(electron),
    ),
  );
  return packaged === 0 ? count : { ...count, failed: count.failed + 1 };
}

/**
 * The quick form of `npm run bench`: nothing is far slower than it should be.
 *
 * @param {TestContext} context
 */
function runShortBench({ electron }) {
  return runCounted('bench', countBench, () =>
    runInForeground(findNode(), [inProject('tests', 'bench', 'bench.ts'), '--short', `--json=${resultFile('bench')}`], {
      env: { ...process.env, ...(electron && electronEnvironment(electron)) },
    }),
  );
}

/**
 * The faults of tests/faults: `.test.ts` files by Vitest, `.spec.ts` files on a real desktop by Playwright.
 * The short form does less of what can be repeated, leaves out the tests tagged `@full`, and has two at a
 * time, save those tagged `@alone`, which take or measure the whole machine.
 *
 * @param {TestContext} context
 * @param {'full' | 'short'} length
 * @returns {Promise<TestCount>}
 */
export async function runFaults({ electron, only }, length) {
  const files = readdirSync(inProject('tests', 'faults')).map((name) => `tests/faults/${name}`);
  const has = (/** @type {string} */ ending) =>
    files.some((file) => file.endsWith(ending) && (only === undefined || file.includes(only)));
  const env = { FAULTS_LENGTH: length };
  const counts = [];
  if (has('.test.ts')) counts.push(await runVitest('faults', only, env));
  if (has('.spec.ts')) {
    const rounds =
      length === 'full'
        ? [['--workers=1']]
        : [
            ['--workers=2', '--grep-invert=@full|@alone'],
            ['--workers=1', '--grep=@alone', '--grep-invert=@full'],
          ];
    counts.push(await runFaultRounds(rounds, only, { ...(electron && electronEnvironment(electron)), ...env }));
  }
  if (counts.length > 0) return sumCounts(counts);
  say(`No file of tests/faults has "${only}" in its path.`);
  return { passed: 0, failed: 1, skipped: 0 };
}

/**
 * A round may have no test among the files that were asked for; all together may not.
 *
 * @param {string[][]} rounds Playwright's arguments for each
 * @param {string | undefined} only
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<TestCount>}
 */
async function runFaultRounds(rounds, only, env) {
  const counts = [];
  for (const [index, round] of rounds.entries()) {
    const args = [
      'test',
      '--config=build/faults.config.ts',
      `--output=${inProject('dist', 'test-results', `faults-${index + 1}`)}`,
      ...round,
      ...(rounds.length > 1 ? ['--pass-with-no-tests'] : []),
      ...(only === undefined ? [] : [only]),
    ];
    counts.push(
      await runCounted('desktop-faults', countPlaywright, () => runTool('playwright/cli.js', args, env), true),
    );
  }
  return failIfEmpty('desktop-faults', sumCounts(counts));
}

/**
 * @param {TestCount[]} counts
 * @returns {TestCount}
 */
export function sumCounts(counts) {
  return counts.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/**
 * @param {string} script inside node_modules
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function runTool(script, args, env = {}) {
  return runInForeground(findNode(), [inProject('node_modules', script), ...args], {
    env: { ...process.env, ...env },
  });
}

/**
 * Runs a test runner and reads its report. Whatever kept it from running tests is a failure.
 *
 * @template Report
 * @param {string} name
 * @param {(report: Report) => TestCount} count
 * @param {() => Promise<number>} run
 * @param {boolean} [mayBeEmpty] whether no test may have run, if the runner has nothing against it
 * @returns {Promise<TestCount>}
 */
async function runCounted(name, count, run, mayBeEmpty = false) {
  rmSync(resultFile(name), { force: true });
  const code = await run();
  const read = readCount(name, count);
  const counted = mayBeEmpty ? read : failIfEmpty(name, read);
  // Such as an error outside every test.
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/**
 * @param {string} name
 * @param {TestCount} count
 * @returns {TestCount}
 */
function failIfEmpty(name, count) {
  if (count.passed + count.failed > 0) return count;
  say(`No ${name} test ran.`);
  return { ...count, failed: 1 };
}

/**
 * @template Report
 * @param {string} name
 * @param {(report: Report) => TestCount} count
 */
function readCount(name, count) {
  try {
    return count(JSON.parse(readFileSync(resultFile(name), 'utf8')));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/**
 * @param {{numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: {status: string, assertionResults: unknown[]}[]}} report
 * @returns {TestCount}
 */
export function countVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const unreadable = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + unreadable.length,
    skipped: numPendingTests + numTodoTests,
  };
}

/**
 * @param {{stats: {expected: number, unexpected: number, flaky: number, skipped: number}}} report
 * @returns {TestCount}
 */
export function countPlaywright({ stats: { expected, unexpected, flaky, skipped } }) {
  return { passed: expected + flaky, failed: unexpected, skipped };
}

/**
 * A row that keeps to its bound has passed.
 *
 * @param {{rows: {holds: boolean}[]}} report
 * @returns {TestCount}
 */
export function countBench({ rows }) {
  const passed = rows.filter(({ holds }) => holds).length;
  return { passed, failed: rows.length - passed, skipped: 0 };
}
