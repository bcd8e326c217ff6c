import { expect, test, vi } from 'vitest';
import { createTaskRunner } from '../../../../electron/data/run-task.ts';

test('a thread that cannot be started is a task that failed', async () => {
  // Arguments are copied to the thread; a function cannot be.
  const notCopied = { historyFile: '/history', how: (() => {}) as unknown as 'quick' };
  const { signal } = new AbortController();
  const stopListening = vi.spyOn(signal, 'removeEventListener');
  const outcome = createTaskRunner('/no/such/worker.js')('checkHistory', notCopied, { signal });
  await expect(outcome).resolves.toMatchObject({ status: 'failed', detail: expect.stringContaining('cloned') });
  expect(stopListening).toHaveBeenCalledOnce();
});
