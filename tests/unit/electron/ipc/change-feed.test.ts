import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createChangeFeed } from '../../../../electron/ipc/change-feed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const told: number[][] = [];
  return { feed: createChangeFeed((ids) => told.push(ids), 100), told };
}

test('the first change is told at once, those of the next moment together', () => {
  const { feed, told } = setUp();
  feed.add([1]);
  feed.add([2]);
  feed.add([2, 3]);
  feed.add();
  expect(told).toEqual([[1]]);
  vi.advanceTimersByTime(100);
  expect(told).toEqual([[1], [2, 3]]);
  vi.advanceTimersByTime(1000);
  feed.add();
  expect(told).toEqual([[1], [2, 3], []]);
});

test('after its stop nothing is told: not what waits, nor what comes later', () => {
  const { feed, told } = setUp();
  feed.add([1]);
  feed.add([2]);
  feed.stop();
  feed.add([3]);
  vi.advanceTimersByTime(1000);
  feed.add([4]);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([[1]]);
});

test('nor is what comes after the stop of one that had nothing to tell', () => {
  const { feed, told } = setUp();
  feed.add([1]);
  vi.advanceTimersByTime(1000);
  feed.stop();
  feed.add([2]);
  expect(told).toEqual([[1]]);
});

test('a feed that is stopped as it tells says no more', () => {
  const told: number[][] = [];
  const feed = createChangeFeed((ids) => {
    told.push(ids);
    feed.stop();
  }, 100);
  feed.add([1]);
  feed.add([2]);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([[1]]);
});

test('one that cannot be told is told of the next change all the same', () => {
  const told: number[][] = [];
  let isBroken = true;
  const feed = createChangeFeed((ids) => {
    if (isBroken) throw new Error('no window');
    told.push(ids);
  }, 100);
  expect(() => feed.add([1])).toThrow('no window');
  isBroken = false;
  feed.add([2]);
  expect(told).toEqual([[2]]);
});
