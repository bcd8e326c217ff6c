import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { claimInstance, followSecondInstances } from '../../../electron/claim-instance.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function setUp() {
  const app = new EventEmitter();
  const state = { isEnding: false };
  const shown = vi.fn();
  const startAgain = vi.fn();
  followSecondInstances(app as never, { isEnding: () => state.isEnding, startAgain }, shown);
  const startSecond = (data: unknown): boolean => app.emit('second-instance', {}, ['electron'], '/', data);
  return { app, state, shown, startAgain, startSecond };
}

test('who starts DialPop again sees its window', () => {
  const { app, shown, startAgain, startSecond } = setUp();
  startSecond({ arguments: ['--hidden'] });
  app.emit('activate');
  expect(shown).toHaveBeenCalledTimes(2);
  expect(startAgain).not.toHaveBeenCalled();
});

test('while it ends no window is shown, and it starts again after that, as it was asked to', () => {
  const { app, state, shown, startAgain, startSecond } = setUp();
  state.isEnding = true;
  app.emit('activate');
  expect(startAgain).not.toHaveBeenCalled();
  startSecond({ arguments: ['/opt/dialpop', '--port', '8080'] });
  expect(startAgain.mock.calls).toEqual([[['/opt/dialpop', '--port', '8080']]]);
  expect(shown).not.toHaveBeenCalled();
});

test.each([null, {}, { arguments: 'x' }, { arguments: [1] }])(
  'what does not say how it was started starts it as it runs now: %j',
  (data) => {
    const { state, startAgain, startSecond } = setUp();
    state.isEnding = true;
    startSecond(data);
    expect(startAgain.mock.calls).toEqual([[null]]);
  },
);

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  vi.unstubAllGlobals();
  folder.remove();
});

test.each([
  { argv: ['electron', '/opt/dialpop', '--hidden'], given: ['/opt/dialpop', '--hidden'] },
  // It may be relative to a folder that only this process knows.
  { argv: ['electron', '--user-data', './data'], given: ['--user-data', './data', '--user-data', 'FOLDER'] },
  { argv: ['electron', '--user-data=./data'], given: ['--user-data=./data', '--user-data', 'FOLDER'] },
])('the one that runs is told how this one was started: $argv', async ({ argv, given }) => {
  vi.spyOn(process, 'argv', 'get').mockReturnValue(argv);
  const requestSingleInstanceLock = vi.fn(() => false);
  await claimInstance({ requestSingleInstanceLock, getPath: () => folder.path });
  const expected = given.map((argument) => (argument === 'FOLDER' ? folder.path : argument));
  expect(requestSingleInstanceLock.mock.calls).toEqual([[{ arguments: expected }]]);
  vi.restoreAllMocks();
});
