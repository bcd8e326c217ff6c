import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createComposer } from '../../../../electron/composer/composer-service.ts';
import type { ScenarioRun } from '../../../../shared/composer/scenario-run.ts';
import type { ScenarioOptions } from '../../../../shared/composer/scenarios.ts';

const options: ScenarioOptions = { to: '447700900123', agent: '204', count: 3, speed: 'fast', encoding: 'json' };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a scenario that an exception ends is over, and another one can be sent', async () => {
  const errors: unknown[] = [];
  const runs: ScenarioRun[] = [];
  const composer = createComposer({
    getUrl: () => 'http://127.0.0.1:9/hook/x',
    announceOwn: () => {
      throw new Error('no mark');
    },
    onRun: (run) => runs.push(structuredClone(run)),
    reportError: (error) => errors.push(error),
  });
  expect(composer.startScenario('click2call', options)).toEqual({ ok: true });
  await vi.runAllTimersAsync();
  expect(errors).toEqual([new Error('no mark')]);
  expect(runs.at(-1)).toMatchObject({ state: 'failed' });
  expect(new Set(runs.at(-1)?.steps.map(({ outcome }) => outcome.state))).toEqual(new Set(['failed', 'skipped']));
  expect(composer.startScenario('click2call', options)).toEqual({ ok: true });
  await vi.runAllTimersAsync();
  composer.stop();
});

test('a window that cannot be told of a scenario does not end it', async () => {
  const errors: unknown[] = [];
  const composer = createComposer({
    getUrl: () => 'http://127.0.0.1:9/hook/x',
    announceOwn: () => {
      throw new Error('no mark');
    },
    onRun: () => {
      throw new Error('the window is gone');
    },
    reportError: (error) => errors.push(error),
  });
  composer.startScenario('click2call', options);
  await vi.runAllTimersAsync();
  expect(errors).toContainEqual(new Error('the window is gone'));
  expect(composer.getScenario()).toMatchObject({ state: 'failed' });
  composer.stop();
});
