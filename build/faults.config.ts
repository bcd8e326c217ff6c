import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';
import tests from './playwright.config.ts';

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Faults of the whole app on a real desktop: as the desktop tests. How many at a time, and in which order, the step says. */
export default defineConfig({
  ...tests,
  testDir: root('tests/faults'),
  testMatch: '**/*.spec.ts',
  outputDir: root('dist/test-results/faults'),
  workers: 1,
  projects: [{ name: 'faults' }],
  reporter: [['list'], ['json', { outputFile: root('dist/test-results/desktop-faults.json') }]],
});
