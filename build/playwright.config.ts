import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Real Electron on a real (virtual) desktop, a desktop of its own for each worker. */
export default defineConfig({
  testDir: root('tests/desktop'),
  outputDir: root('dist/test-results/desktop'),
  // Two workers on two cores make Electron's start slower than the tests themselves.
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: root('dist/test-results/desktop.json') }]],
  forbidOnly: true,
});
