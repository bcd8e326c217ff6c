import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';
import { patienceMs, testLimitMs } from '../tests/support/patience.ts';

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Real Electron on a real (virtual) desktop, a desktop of its own for each worker. */
export default defineConfig({
  testDir: root('tests/desktop'),
  outputDir: root('dist/test-results/desktop'),
  // Two cores are busy with two tests at a time; those that mostly wait run beside them, one at a time.
  workers: 3,
  projects: [
    { name: 'desktop', grepInvert: /@waits/, workers: 2 },
    { name: 'waits', grep: /@waits/, workers: 1 },
    // The page in the system's own Chromium, without a desktop.
    { name: 'chromium', testDir: root('tests/chromium'), workers: 1 },
  ],
  fullyParallel: true,
  timeout: testLimitMs,
  expect: { timeout: patienceMs },
  reporter: [['list'], ['json', { outputFile: root('dist/test-results/desktop.json') }]],
  forbidOnly: true,
});
