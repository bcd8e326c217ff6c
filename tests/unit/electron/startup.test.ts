import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { prepareApp, readOptions } from '../../../electron/startup.ts';

afterEach(() => vi.restoreAllMocks());

class Exit extends Error {}

/** How the program ended, and what it said. */
function watchExit() {
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => {
    throw new Exit();
  });
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  return { exit, stderr };
}

const installed = (...argv: string[]) => readOptions({ isPackaged: true }, ['DialPop.exe', ...argv]);
const development = (...argv: string[]) => readOptions({ isPackaged: false }, ['electron', ...argv]);

describe('the installed program starts whatever others add to its arguments', () => {
  test.each([
    // COM, for a click on a toast of an earlier run.
    ['-Embedding'],
    ['-embedding'],
    ['/Embedding'],
    ['-ToastActivated'],
    // The installer.
    ['--updated'],
    // Added by a desktop, a person's script or somebody who helps.
    ['--class=DialPop'],
    ['--proxy-server=socks5://user:secret@proxy:1080'],
    ['--high-dpi-support=1'],
    ['--ignore-gpu-blocklist'],
    ['--in-process-gpu'],
    ['--wayland-text-input-version=3'],
    ['--xdg-portal-required-version=4'],
    ['--host-resolver-rules=MAP * 127.0.0.1'],
    ['--ozone-platform=x11'],
    ['--no-sandbox'],
    ['-psn_0_12345'],
    ['--a-switch-of-next-year'],
    ['-x'],
    [''],
    ['C:\\somewhere\\file.txt'],
  ])('%s', (argument) => {
    const { exit } = watchExit();
    const own = ['--port', '8080', '--user-data=/tmp/Dial Pop', '--hidden'];
    const expected = { port: 8080, userData: '/tmp/Dial Pop', hidden: true, sample: false };
    expect(installed(argument, ...own)).toMatchObject(expected);
    expect(installed(...own, argument)).toMatchObject(expected);
    expect(installed('--port', '8080', argument, '--user-data=/tmp/Dial Pop', '--hidden')).toMatchObject(expected);
    expect(exit).not.toHaveBeenCalled();
  });

  test('and knows their names, for the log, without their values', () => {
    expect(installed('--proxy-server=socks5://user:secret@proxy', '-Embedding', 'file.txt').foreignArguments).toEqual([
      '--proxy-server',
      '-Embedding',
      '…',
    ]);
  });

  test('no argument is another one’s value', () => {
    const { exit, stderr } = watchExit();
    expect(() => installed('--port', '--no-sandbox')).toThrow(Exit);
    expect(exit).toHaveBeenCalledWith(2);
    expect(stderr).toHaveBeenCalledWith(expect.stringContaining("'--port <value>' argument missing"));
  });
});

test('from its folder, only what comes after the folder is read', () => {
  expect(development('--inspect=0', '--port', '/home/anna/dialpop', '--port=0', '--use-gl=egl')).toMatchObject({
    hidden: false,
    sample: false,
    port: 0,
    foreignArguments: ['--use-gl'],
  });
});

test('what a person gave and cannot be is said, and ends the program', () => {
  const { exit, stderr } = watchExit();
  expect(() => installed('--port=80.5', '-Embedding')).toThrow(Exit);
  expect(exit).toHaveBeenCalledWith(2);
  expect(stderr).toHaveBeenCalledWith('--port takes a number from 0 to 65535, not "80.5".\n');
});

describe('what Windows knows DialPop by', () => {
  const prepare = (isPackaged: boolean) => {
    const told: Record<string, unknown> = {};
    const tell = (name: string) => (value: unknown) => void Object.assign(told, { [name]: value });
    prepareApp(
      {
        isPackaged,
        getPath: () => '/home/anna/.config',
        setPath: () => {},
        setName: tell('name'),
        setAppUserModelId: tell('appUserModelId'),
        setToastActivatorCLSID: tell('toastActivatorClsid'),
      },
      {},
    );
    return told;
  };

  test('is the installer’s app id and one class, which the uninstaller removes', () => {
    const read = (name: string) => readFileSync(join(import.meta.dirname, '../../../build', name), 'utf8');
    const { appUserModelId, toastActivatorClsid } = prepare(true);
    expect(read('electron-builder.yml')).toContain(`\nappId: ${String(appUserModelId)}\n`);
    expect(toastActivatorClsid).toMatch(/^\{[\dA-F]{8}(-[\dA-F]{4}){3}-[\dA-F]{12}\}$/);
    expect(read('installer.nsh')).toContain(
      `DeleteRegKey HKCU "Software\\Classes\\CLSID\\${String(toastActivatorClsid)}"`,
    );
  });

  test('is another app where DialPop runs from its folder, so that toasts and clicks of the two stay apart', () => {
    expect(prepare(false)).toMatchObject({ appUserModelId: 'com.dialpop.app.dev' });
    expect(prepare(false)['toastActivatorClsid']).not.toBe(prepare(true)['toastActivatorClsid']);
    expect(prepare(false)['name']).toBe(prepare(true)['name']);
  });

  test('is left out where this Electron or system has no such thing', () => {
    const app = {
      isPackaged: true,
      getPath: () => '/',
      setPath: () => {},
      setName: () => {},
      setAppUserModelId: () => {},
    };
    expect(() => prepareApp(app, {})).not.toThrow();
  });
});
