import { afterEach, expect, test, vi } from 'vitest';
import { doAside, say } from '../../../build/set-up/report.mjs';

afterEach(() => void vi.restoreAllMocks());

test('what a task says that is done aside is told when somebody waits for it, and from then on at once', async () => {
  let told = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
  const goesOn = Promise.withResolvers<void>();
  const wait = doAside(async () => {
    say('one');
    await goesOn.promise;
    say('two');
    return 'done';
  });
  say('from elsewhere');
  expect(told).toBe('from elsewhere\n');
  const waiting = wait();
  expect(told).toBe('from elsewhere\none\n');
  goesOn.resolve();
  expect(await waiting).toBe('done');
  expect(told).toBe('from elsewhere\none\ntwo\n');
  // Asked a second time, as before each further step.
  expect(await wait()).toBe('done');
  expect(told).toBe('from elsewhere\none\ntwo\n');
});

test('that a task done aside fails is told to whoever waits for it', async () => {
  const wait = doAside(() => Promise.reject(new Error('no network')));
  await new Promise((resolve) => setImmediate(resolve));
  await expect(wait()).rejects.toThrow('no network');
});
