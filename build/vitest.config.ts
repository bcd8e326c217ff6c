import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { patienceMs, testLimitMs } from '../tests/support/patience.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Unit: pure parts, no files, no ports. Integration: real Express on a real port, real SQLite files.
 * Faults: what goes wrong is really caused; one after the other, because each can take the whole machine.
 * The limits only end what hangs: what takes seconds alone takes minutes on a busy machine.
 */
const patient = {
  setupFiles: ['tests/support/wait-patiently.ts'],
  expect: { poll: { timeout: patienceMs } },
  testTimeout: testLimitMs,
  hookTimeout: testLimitMs,
};
export default defineConfig({
  root,
  test: {
    // Vitest leaves a core to others by default; of two that is half.
    maxWorkers: '100%',
    projects: [
      { root, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], ...patient } },
      { root, test: { name: 'integration', include: ['tests/integration/**/*.test.ts'], ...patient } },
      {
        root,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          fileParallelism: false,
          ...patient,
          testTimeout: 15 * 60_000,
        },
      },
    ],
  },
});
