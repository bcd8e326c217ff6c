import { describe, expect, test } from 'vitest';
import { commandLineHelp, parseCommandLine } from '../../../electron/command-line.mjs';

describe('the command line', () => {
  test.each([
    [[], { hidden: false, sample: false }],
    [['--hidden', '--sample'], { hidden: true, sample: true }],
    [['--port', '8080'], { hidden: false, sample: false, port: 8080 }],
    [['--port=0'], { hidden: false, sample: false, port: 0 }],
    [['--port', '65535'], { hidden: false, sample: false, port: 65_535 }],
    [['--user-data', '/tmp/Dial Pop'], { hidden: false, sample: false, userData: '/tmp/Dial Pop' }],
    [['--port', '1', '--port', '2'], { hidden: false, sample: false, port: 2 }],
  ])('%j', (argv, options) => {
    expect(parseCommandLine(argv)).toEqual({ ok: true, options });
  });

  test.each([
    [['--port', '65536'], '--port takes a number from 0 to 65535, not "65536".'],
    [['--port', '-1'], '--port'],
    [['--port=-1'], '--port takes a number from 0 to 65535, not "-1".'],
    [['--port', '80.5'], '--port takes a number from 0 to 65535, not "80.5".'],
    [['--port', '0x50'], '--port takes a number from 0 to 65535, not "0x50".'],
    [['--port', ' 80'], '--port takes a number from 0 to 65535, not " 80".'],
    [['--port', ''], '--port takes a number from 0 to 65535, not "".'],
    [['--port'], "'--port <value>' argument missing"],
    [['--user-data', ''], '--user-data takes a folder.'],
    [['--user-data'], "'--user-data <value>' argument missing"],
    [['--quiet'], "Unknown option '--quiet'. See --help"],
    [['-x'], "Unknown option '-x'. See --help"],
    [['somewhere'], "Unexpected argument 'somewhere'"],
    [['--hidden=yes'], "'--hidden'"],
  ])('%j is an error that says what is wrong', (argv, message) => {
    expect(parseCommandLine(argv)).toEqual({ ok: false, message: expect.stringContaining(message) });
  });

  test('an error is one sentence or two on one line', () => {
    const result = parseCommandLine(['--quiet']);
    expect(result).toEqual({
      ok: false,
      message: "Unknown option '--quiet'. See --help for the arguments DialPop takes.",
    });
  });

  test('--help lists every argument, whatever else is given', () => {
    expect(parseCommandLine(['--hidden', '--help'])).toEqual({ ok: true, help: commandLineHelp });
    for (const name of ['--port <n>', '--user-data <dir>', '--hidden', '--sample', '--help']) {
      expect(commandLineHelp).toContain(`  ${name} `);
    }
  });
});
