import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDamageWatch } from '../../../../electron/data/damage-watch.ts';
import type { RunTask } from '../../../../electron/data/run-task.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A watch whose looks find damage unless the test says otherwise. */
function setUp() {
  const task = vi.fn(async () => ({ status: 'done', result: { damage: 'page 7' } }));
  const onDamage = vi.fn();
  const errors: string[] = [];
  const watch = createDamageWatch({
    runTask: task as unknown as RunTask,
    historyFile: '/history',
    onDamage,
    reportError: (message) => errors.push(message),
  });
  return { watch, task, onDamage, errors };
}

test('a look that fails with an exception is reported, and the next one finds the damage', async () => {
  const { watch, task, onDamage, errors } = setUp();
  task.mockRejectedValueOnce(new Error('no thread'));
  await watch.look();
  expect(errors).toEqual([expect.stringContaining('no thread')]);
  expect(onDamage).not.toHaveBeenCalled();
  await watch.look();
  expect(onDamage).toHaveBeenCalledOnce();
});

test('damage that cannot be told is found again by the next look', async () => {
  const { watch, onDamage, errors } = setUp();
  onDamage.mockImplementationOnce(() => {
    throw new Error('not told');
  });
  await watch.look();
  expect(errors.at(-1)).toContain('not told');
  await watch.look();
  expect(onDamage).toHaveBeenCalledTimes(2);
});
