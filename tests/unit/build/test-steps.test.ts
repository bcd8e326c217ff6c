import { describe, expect, test } from 'vitest';
import { countOf, countPlaywright, countVitest, sumCounts } from '../../../build/set-up/test-steps.mjs';

const vitestReport = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

describe('counting test cases', () => {
  test('says how many were skipped only if some were', () => {
    expect(countOf({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(countOf({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });

  test('counts what is left to do as skipped', () => {
    expect(countVitest({ ...vitestReport, numPendingTests: 1, numTodoTests: 2 })).toEqual({
      passed: 3,
      failed: 0,
      skipped: 3,
    });
  });

  test('a file that could not even be read is a failure', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{}, {}, {}] },
    ];
    expect(countVitest({ ...vitestReport, testResults })).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  test('a test that passed at the second try has passed', () => {
    expect(countPlaywright({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } })).toEqual({
      passed: 5,
      failed: 1,
      skipped: 2,
    });
  });

  test('adds up what several runners counted', () => {
    const counts = [
      { passed: 3, failed: 1, skipped: 0 },
      { passed: 2, failed: 0, skipped: 1 },
    ];
    expect(sumCounts(counts)).toEqual({ passed: 5, failed: 1, skipped: 1 });
  });
});
