import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { callSummary } from '../../../support/calls.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a call on show that cannot be read does not hold up the list, nor the news of a call', async () => {
  vi.useFakeTimers();
  const told = new Map<string, (message: { ids: number[] }) => void>();
  const own: Record<string, unknown> = {
    listCalls: async () => ({ items: [callSummary({ id: 1 })], next: null }),
    pickCalls: async ({ ids }: { ids: number[] }) => ids.map((id) => callSummary({ id })),
    getCall: () => Promise.reject(new Error('disk gone')),
  };
  const dialpop = new Proxy(own, {
    get: (_, name) => own[String(name)] ?? ((listener: () => void) => told.set(String(name), listener)),
  });
  vi.stubGlobal('window', { dialpop, location: { search: '' } });
  const { followUpdates, watchNewCalls } = await import('../../../../renderer/live/follow-updates.ts');
  const client = new QueryClient();
  client.setQueryData(['call', 1], null);
  const applied: number[][] = [];
  const finder = { applyChanges: async (ids: readonly number[]) => void applied.push([...ids]) };
  const news: number[] = [];
  watchNewCalls((calls) => void news.push(...calls.map(({ id }) => id)));
  followUpdates(client, { calls: finder, requests: finder }, { follow: () => {} });
  told.get('onCallsChanged')?.({ ids: [1, 2] });
  await vi.advanceTimersByTimeAsync(500);
  expect(applied).toEqual([[1, 2]]);
  expect(news).toEqual([2]);
  // What failed is tried again, and told once.
  own['getCall'] = async () => ({ id: 1 });
  await vi.advanceTimersByTimeAsync(5000);
  expect(client.getQueryData(['call', 1])).toEqual({ id: 1 });
  expect(news).toEqual([2]);
});
