import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findDisplay } from '../../../build/set-up/find-display.mjs';
import { separateScreenshot } from '../../../build/set-up/launch.mjs';
import { openStartLog } from '../../../build/set-up/start-log.mjs';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test.each<[string[], string[], string | undefined]>([
  [['--hidden', '--port', '0'], ['--hidden', '--port', '0'], undefined],
  [['--hidden', '--screenshot', 'a.png', '--sample'], ['--hidden', '--sample'], 'a.png'],
  [['--screenshot=a=b.png', '--hidden'], ['--hidden'], 'a=b.png'],
  [['--screenshot', '--hidden'], ['--hidden'], ''],
  [['--screenshot'], [], ''],
  [['--screenshot='], [], ''],
  [['--screenshots', 'x'], ['--screenshots', 'x'], undefined],
])('of %j the app gets %j, and the picture goes to %j', (given, args, screenshot) => {
  expect(separateScreenshot(given)).toEqual({ args, screenshot });
});

describe('the log of a start', () => {
  test('has all of it; a person sees what is DialPop’s, each line whole', () => {
    const file = join(folder.path, 'logs', 'start.log');
    const log = openStartLog(file);
    log.note('Running Electron 33.2.1');
    expect(log.take('[12:1130/034352.059829:ERROR:bus.cc(407)] Failed to connect to the bus\n03:45:06.522 › The')).toBe(
      '',
    );
    expect(log.take(' port is taken\n(electron:12): Gtk-WARNING **: no theme\n\nDialPop is already running\n')).toBe(
      '03:45:06.522 › The port is taken\nDialPop is already running\n',
    );
    expect(log.lastKept()).toContain('Gtk-WARNING');
    const text = readFileSync(file, 'utf8');
    for (const part of ['Electron 33.2.1', 'bus.cc', 'The port is taken', 'Gtk-WARNING']) expect(text).toContain(part);
  });

  test('that cannot be written keeps nothing back from a person', () => {
    const log = openStartLog(join(import.meta.filename, 'start.log'));
    log.note('nothing');
    expect(log.take('a sentence\n')).toBe('a sentence\n');
  });
});

describe.skipIf(process.platform === 'win32')('a display', () => {
  test('is usable where something answers, and else told by its name', async () => {
    const server = createServer().listen(join(folder.path, 'wayland-7'));
    const runtime = { XDG_RUNTIME_DIR: folder.path };
    expect(await findDisplay({ ...runtime, WAYLAND_DISPLAY: 'wayland-7' })).toEqual({ isUsable: true });
    expect(await findDisplay({ WAYLAND_DISPLAY: join(folder.path, 'wayland-7'), DISPLAY: ':4244' })).toEqual({
      isUsable: true,
    });
    server.close();
    expect(await findDisplay({ ...runtime, WAYLAND_DISPLAY: 'wayland-7' })).toMatchObject({ isUsable: false });
    expect(await findDisplay({})).toEqual({ isUsable: false, reason: 'there is no display' });
    for (const display of [':4244', 'unix:4244.0', '127.0.0.1:4244']) {
      expect(await findDisplay({ DISPLAY: display })).toEqual({
        isUsable: false,
        reason: `nothing answers at DISPLAY ${display}`,
      });
    }
  });
});
