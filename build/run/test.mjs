/**
 * `npm test`: everything that can be checked, in order, whatever failed before. The last
 * line of standard output counts it all. `npm test -- unit integration` runs those steps only,
 * `npm test -- desktop=tray` only the test files of a step whose path has that word, and
 * `npm test -- unit integration --node 26` the same with another Node.
 */

import { ensureOtherNode } from '../set-up/other-node.mjs';
import { runScript, say } from '../set-up/report.mjs';
import { readTestArguments } from '../set-up/test-arguments.mjs';
import { beginTestSetUp } from '../set-up/test-set-up.mjs';
import { countOf, sumCounts, testSteps } from '../set-up/test-steps.mjs';

/** @typedef {import('../set-up/test-steps.mjs').TestCount} TestCount */

await runScript(async () => {
  const { steps: wanted, node } = readTestArguments(process.argv.slice(2));
  const unknown = [...wanted.keys()].find((name) => !testSteps.some((step) => step.name === name));
  if (unknown !== undefined) {
    say(`There is no test step "${unknown}". The steps are ${testSteps.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  const steps = testSteps.filter(({ name }) => wanted.size === 0 || wanted.has(name));
  if (node !== undefined) process.env['DIALPOP_NODE'] = await ensureOtherNode(node);
  const setUp = await beginTestSetUp(steps.map(({ name }) => name));

  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      interrupted = true;
    });
  }
  const results = [];
  for (const step of steps) {
    const context = step.needsSetUp ? await setUp() : {};
    if (interrupted) break;
    process.stdout.write(`\n▶ ${step.name}\n`);
    const begin = performance.now();
    const count = await step.run({ ...context, only: wanted.get(step.name) });
    results.push({ name: step.name, count, seconds: (performance.now() - begin) / 1000 });
  }
  const total = sumCounts(results.map(({ count }) => count));
  if (interrupted) process.stdout.write('\nInterrupted: the remaining steps did not run.\n');
  process.stdout.write(summary(results, total));
  return total.failed > 0 || interrupted ? 1 : 0;
});

/**
 * @param {{name: string, count: TestCount, seconds: number}[]} results
 * @param {TestCount} total
 */
function summary(results, total) {
  const lines = results.map(({ name, count, seconds }) => {
    const mark = count.failed > 0 ? '✗' : '✓';
    const outcome = count.passed + count.failed + count.skipped === 0 ? 'in order' : countOf(count);
    return `${mark} ${name.padEnd(12)} ${`${seconds.toFixed(1)} s`.padStart(8)}   ${outcome}`;
  });
  return `\n${lines.join('\n')}\n\n${countOf(total)}\n`;
}
