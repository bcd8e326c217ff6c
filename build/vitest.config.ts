import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Unit: pure parts, no files, no ports. Integration: real Express on a real port, real SQLite files.
 * Faults: what goes wrong is really caused; one after the other, because each can take the whole machine.
 */
export default defineConfig({
  root,
  test: {
    // Vitest leaves a core to others by default; of two that is half.
    maxWorkers: '100%',
    projects: [
      { root, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 30_000 } },
      // The limit ends what hangs; what takes seconds alone takes many on a machine that is busy with other things.
      { root, test: { name: 'integration', include: ['tests/integration/**/*.test.ts'], testTimeout: 60_000 } },
      {
        root,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 15 * 60_000,
        },
      },
    ],
  },
});
