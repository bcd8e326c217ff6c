import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SetAside } from '../../../../electron/history/open-database.ts';
import type { ReplaceableHistory } from '../../../../electron/history/replaceable-history.ts';
import type { Salvage } from '../../../../electron/writer/messages.ts';
import { startSalvage } from '../../../../electron/writer/salvage-history.ts';
import { createSalvager } from '../../../../electron/writer/salvager.ts';

vi.mock(import('../../../../electron/writer/salvage-history.ts'), () => ({ startSalvage: vi.fn() }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('that one of several histories is over is told with whether another one follows', async () => {
  vi.mocked(startSalvage).mockImplementation(() => {
    let steps = 0;
    return {
      step: () => {
        steps += 1;
        return { calls: steps, isDone: steps === 2 };
      },
      close: () => {},
    };
  });
  const told: Salvage[] = [];
  const salvager = createSalvager({ onProgress: (salvage) => told.push(salvage), reportError: () => {} });
  const replaceable: Partial<ReplaceableHistory> = { database: () => ({}) as never };
  const setAside = (file: string): SetAside => ({ file, reason: 'damaged' });
  salvager.add(setAside('a'), replaceable as ReplaceableHistory);
  salvager.add(setAside('b'), replaceable as ReplaceableHistory);
  await vi.runAllTimersAsync();
  expect(told.map(({ file, isDone, hasMore }) => [file, isDone, hasMore])).toEqual([
    ['a', false, false],
    ['a', true, true],
    ['b', false, false],
    ['b', true, false],
  ]);
});

test('one that cannot be opened holds nothing up, and is tried again behind the others', async () => {
  let canOpen = false;
  vi.mocked(startSalvage).mockImplementation((file) => {
    if (file === 'b' && !canOpen) throw new Error('disk I/O error');
    return { step: () => ({ calls: 1, isDone: true }), close: () => {} };
  });
  const told: Salvage[] = [];
  const errors: string[] = [];
  const salvager = createSalvager({
    onProgress: (salvage) => told.push(salvage),
    reportError: (error) => errors.push(String(error)),
  });
  const replaceable: Partial<ReplaceableHistory> = { database: () => ({}) as never };
  for (const file of ['b', 'a']) salvager.add({ file, reason: 'damaged' }, replaceable as ReplaceableHistory);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told.map(({ file, isDone, hasMore }) => [file, isDone, hasMore])).toEqual([['a', true, false]]);
  expect(salvager.isBusy()).toBe(false);
  expect(errors.length).toBeGreaterThan(1);
  canOpen = true;
  await vi.advanceTimersByTimeAsync(120_000);
  expect(told.map(({ file }) => file)).toEqual(['a', 'b']);
  salvager.stop();
});
