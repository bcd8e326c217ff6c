import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRateLimit, createSourceLimits } from '../../../../electron/webhook/rate-limit.ts';

/** A clock that only moves when it is told to. */
function startClock() {
  let time = 1000;
  return {
    now: () => time,
    pass: (ms: number) => {
      time += ms;
    },
  };
}
const takeAll = (limit: { take: () => boolean }, count: number): number =>
  Array.from({ length: count }, () => limit.take()).filter(Boolean).length;

describe('a rate', () => {
  test('lets its burst through at once, then its rate', () => {
    const { now, pass } = startClock();
    const limit = createRateLimit({ perSecond: 10, burst: 30 }, now);
    expect(takeAll(limit, 100)).toBe(30);
    expect(takeAll(limit, 100)).toBe(0);
    pass(99);
    expect(limit.take()).toBe(false);
    pass(1);
    expect(takeAll(limit, 100)).toBe(1);
    pass(1000);
    expect(takeAll(limit, 100)).toBe(10);
  });

  test('saves no more than its burst, however long nobody came', () => {
    const { now, pass } = startClock();
    const limit = createRateLimit({ perSecond: 10, burst: 30 }, now);
    pass(86_400_000);
    expect(takeAll(limit, 100)).toBe(30);
  });

  test('never lets more through than its burst and its rate allow, whatever the times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 400 }), { maxLength: 200 }), (pauses) => {
        const { now, pass } = startClock();
        const limit = createRateLimit({ perSecond: 20, burst: 5 }, now);
        let passed = 0;
        for (const pause of pauses) {
          pass(pause);
          if (limit.take()) passed += 1;
        }
        const elapsedMs = pauses.reduce((sum, pause) => sum + pause, 0);
        expect(passed).toBeLessThanOrEqual(5 + (elapsedMs * 20) / 1000 + 1e-6);
      }),
    );
  });
});

describe('rates of sources', () => {
  test('are each one’s own', () => {
    const { now } = startClock();
    const limits = createSourceLimits({ perSecond: 1, burst: 2 }, 10, now);
    expect(['a', 'a', 'a', 'b', 'b', 'b'].map((source) => limits.take(source))).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  test('are forgotten from the one on that has not come for the longest', () => {
    const { now } = startClock();
    const limits = createSourceLimits({ perSecond: 1, burst: 1 }, 3, now);
    for (const source of ['a', 'b', 'c', 'a', 'd']) limits.take(source);
    expect(limits.count()).toBe(3);
    // b was forgotten and begins anew; a came again and was not.
    expect(limits.take('a')).toBe(false);
    expect(limits.take('b')).toBe(true);
  });

  test('fill no memory', () => {
    const { now } = startClock();
    const limits = createSourceLimits({ perSecond: 1, burst: 1 }, 1000, now);
    for (let source = 0; source < 100_000; source += 1) limits.take(`10.0.0.${source}`);
    expect(limits.count()).toBe(1000);
  });
});
