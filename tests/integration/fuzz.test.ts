import { expect, test } from 'vitest';
import { runFuzz } from '../fuzz/fuzz.ts';

// The same requests each time, so that a failure is the change's; `npm run test:fuzz` sends others and many more.
test('thousands of sound, changed and garbled requests: each answered as documented, each event stored once', async () => {
  const { sent, failures } = await runFuzz({
    requests: 2000,
    seed: 4,
    onlyBatch: null,
    onProgress: () => {},
    onFound: () => {},
  });
  expect(failures).toEqual([]);
  expect(sent).toBeGreaterThanOrEqual(2000);
});
