/** `npm run bench`: DialPop measured beside references; `npm run bench -- --help` lists what it takes. */
import { findNode } from '../set-up/dependencies.mjs';
import { electronEnvironment } from '../set-up/electron.mjs';
import { inProject } from '../set-up/project.mjs';
import { runScript } from '../set-up/report.mjs';
import { runInForeground } from '../set-up/run-command.mjs';
import { ensureTestSetUp } from '../set-up/test-set-up.mjs';

await runScript(async () => {
  const { electron } = await ensureTestSetUp(['bench']);
  return runInForeground(findNode(), [inProject('tests/bench/bench.ts'), ...process.argv.slice(2)], {
    env: { ...process.env, ...(electron && electronEnvironment(electron)) },
  });
});
