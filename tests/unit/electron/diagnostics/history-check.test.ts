import { expect, test, vi } from 'vitest';
import type { RunTask } from '../../../../electron/data/run-task.ts';
import { createHistoryCheck } from '../../../../electron/diagnostics/history-check.ts';
import { createRedactor } from '../../../../shared/safe-text.ts';

function setUp() {
  const task = vi.fn(async () => ({ status: 'done', result: { damage: null } }));
  const onChange = vi.fn();
  const check = createHistoryCheck({
    runTask: task as unknown as RunTask,
    historyFile: '/history',
    redact: createRedactor('/home/agent'),
    onChange,
  });
  return { check, task, onChange };
}

test('a check that an exception ends has failed, and another one can be made', async () => {
  const { check, task } = setUp();
  task.mockRejectedValueOnce(new Error('no thread'));
  check.start();
  await vi.waitFor(() => expect(check.get()).toMatchObject({ state: 'failed', reason: 'no thread' }));
  check.start();
  await vi.waitFor(() => expect(check.get()).toMatchObject({ state: 'done', damage: null }));
});

test('a window that cannot be told of a check does not keep it from coming to its end', async () => {
  const { check, onChange } = setUp();
  onChange.mockImplementation(() => {
    throw new Error('not told');
  });
  expect(() => check.start()).toThrow('not told');
  await vi.waitFor(() => expect(check.get().state).not.toBe('running'));
  onChange.mockReset();
  check.start();
  await vi.waitFor(() => expect(check.get().state).toBe('done'));
});
