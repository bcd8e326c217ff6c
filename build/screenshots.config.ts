import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';
import tests from './playwright.config.ts';

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Takes the pictures of `npm run screenshots` as the desktop tests run, and only checks that each one exists. */
export default defineConfig({
  ...tests,
  testDir: root('tests/screenshots'),
  outputDir: root('dist/test-results/screenshots'),
  workers: 2,
  projects: [{ name: 'screenshots' }],
  reporter: [['list'], [root('tests/screenshots/picture-reporter.ts')]],
});
