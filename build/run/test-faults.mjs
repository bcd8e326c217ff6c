/**
 * `npm run test:faults`: each fault of tests/faults really caused, in full length; `npm test` runs their
 * short form. `npm run test:faults -- kill` runs only the files that have the word in their path.
 */
import { runScript } from '../set-up/report.mjs';
import { ensureTestSetUp } from '../set-up/test-set-up.mjs';
import { countOf, runFaults } from '../set-up/test-steps.mjs';

await runScript(async () => {
  const [only] = process.argv.slice(2);
  const context = await ensureTestSetUp(['faults']);
  const count = await runFaults({ ...context, only }, 'full');
  process.stdout.write(`\n${countOf(count)}\n`);
  return count.failed > 0 ? 1 : 0;
});
