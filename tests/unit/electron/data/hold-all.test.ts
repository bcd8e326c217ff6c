import { expect, test, vi } from 'vitest';
import { type Hold, holdAll, holdUnlessAborted } from '../../../../electron/data/hold-all.ts';
import { createHoldableRunner } from '../../../../electron/data/holdable-runner.ts';
import type { RunTask } from '../../../../electron/data/run-task.ts';

/** Four that can be held, and which of them are. */
function setUp(failing: number | null = null, failingRelease: number | null = null) {
  const held = new Set<number>();
  const holds = [1, 2, 3, 4].map(
    (id): Hold =>
      async () => {
        if (id === failing) throw new Error(`${id} cannot be held`);
        held.add(id);
        return () => {
          held.delete(id);
          if (id === failingRelease) throw new Error(`${id} cannot go on`);
        };
      },
  );
  return { held, holds };
}

test('all are held until they are released', async () => {
  const { held, holds } = setUp();
  const release = await holdAll(holds);
  expect([...held]).toEqual([1, 2, 3, 4]);
  release();
  expect([...held]).toEqual([]);
  // Once is enough.
  release();
});

test.each([1, 2, 3, 4])('where hold %i cannot be had, those before it go on', async (failing) => {
  const { held, holds } = setUp(failing);
  await expect(holdAll(holds)).rejects.toThrow(`${failing} cannot be held`);
  expect([...held]).toEqual([]);
});

test.each([1, 4])('one that cannot be released (%i) does not keep the others', async (failing) => {
  const { held, holds } = setUp(null, failing);
  const release = await holdAll(holds);
  expect(release).toThrow(`${failing} cannot go on`);
  expect([...held]).toEqual([]);
});

test('who gives up waiting holds nothing, also when the hold comes later', async () => {
  const { held, holds } = setUp();
  const gate = Promise.withResolvers<void>();
  const abort = new AbortController();
  const later = gate.promise.then(() => holdAll(holds));
  const waiting = holdUnlessAborted(() => later, abort.signal);
  abort.abort();
  expect(await waiting).toBeNull();
  gate.resolve();
  await later;
  await vi.waitFor(() => expect([...held]).toEqual([]));
  expect(await holdUnlessAborted(() => holdAll(holds), abort.signal)).toBeNull();
  expect([...held]).toEqual([]);
});

test('a runner of tasks is held as long as anybody holds it, and also where a task failed', async () => {
  const task = Promise.withResolvers<never>();
  let isFirst = true;
  const run = (() => {
    if (!isFirst) return Promise.resolve({ status: 'cancelled' });
    isFirst = false;
    return task.promise;
  }) as unknown as RunTask;
  const { runTask, hold } = createHoldableRunner(run);
  const argument = { historyFile: '/none' };
  const failing = runTask('countHistory', argument);
  const first = hold();
  const second = hold();
  task.reject(new Error('no thread'));
  await expect(failing).rejects.toThrow('no thread');
  const [releaseFirst, releaseSecond] = await Promise.all([first, second]);
  releaseFirst();
  releaseFirst();
  expect(await runTask('countHistory', argument)).toMatchObject({ status: 'failed' });
  releaseSecond();
  expect(await runTask('countHistory', argument)).toEqual({ status: 'cancelled' });
});
