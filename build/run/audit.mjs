/**
 * `npm run audit:packages`: asks the registry for known holes in the locked packages. Ends with 0 where there is
 * none that is not explained, 1 where there is, and 2 where the registry could not be asked: then nothing is known.
 */
import { readFileSync } from 'node:fs';
import { ensureDependencies } from '../set-up/dependencies.mjs';
import { runNpm } from '../set-up/npm.mjs';
import { inProject } from '../set-up/project.mjs';
import { runScript, say, withProgress } from '../set-up/report.mjs';

const exceptionsFile = 'build/supply-chain/audit-exceptions.json';

await runScript(async () => {
  await ensureDependencies();
  const { exceptionSchema, judgeAudit } = await import('../supply-chain/audit.mjs');
  const exceptions = exceptionSchema.array().parse(JSON.parse(readFileSync(inProject(exceptionsFile), 'utf8')));
  const { stdout } = await withProgress('Asking the registry for known holes', () =>
    runNpm(['audit', '--json', '--package-lock-only']),
  );
  const outcome = judgeAudit(stdout, exceptions, new Date().toISOString().slice(0, 10));
  if (outcome.state === 'unknown') {
    say(`NOT AUDITED: the registry gave no answer about known holes, so nothing is known. npm says: ${outcome.detail}`);
    return 2;
  }
  if (outcome.state === 'open') {
    say(`Known holes that nobody has explained in ${exceptionsFile}:`);
    for (const problem of outcome.problems) say(`  ${problem}`);
    return 1;
  }
  say(`No known hole in the locked packages; ${outcome.explained} explained.`);
  return 0;
});
