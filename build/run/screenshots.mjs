/**
 * `npm run screenshots`: a picture of every view and state, in every language and theme, into
 * dist/screenshots/<language>/<theme>/. `npm run screenshots -- hi` takes those of one language only.
 */
import { rmSync } from 'node:fs';
import { electronEnvironment } from '../set-up/electron.mjs';
import { inProject } from '../set-up/project.mjs';
import { runScript } from '../set-up/report.mjs';
import { ensureTestSetUp } from '../set-up/test-set-up.mjs';
import { runTool } from '../set-up/test-steps.mjs';

await runScript(async () => {
  const [language] = process.argv.slice(2);
  const { electron } = await ensureTestSetUp(['desktop']);
  // Pictures of views that are gone would be looked at as if they were there.
  if (language === undefined) rmSync(inProject('dist', 'screenshots'), { recursive: true, force: true });
  // `tests/screenshots/picture-reporter.ts` counts and reports the pictures at the end.
  return runTool(
    'playwright/cli.js',
    ['test', '--config=build/screenshots.config.ts', ...(language === undefined ? [] : [`--grep= in ${language}:`])],
    electron && electronEnvironment(electron),
  );
});
