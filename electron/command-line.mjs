/**
 * The arguments of `npm start -- …` and of the installed program: one definition,
 * read by the launcher before anything is installed (so: plain JavaScript, no
 * dependencies) and by the main process.
 */
import { parseArgs } from 'node:util';

/**
 * @typedef {object} CommandLineOptions
 * @property {number} [port] Port to listen on for this run; 0 means any free port.
 * @property {string} [userData] Folder for settings and history.
 * @property {boolean} hidden Start in the tray, without a window.
 * @property {boolean} sample Send the documented event to itself once it listens.
 */

const withValue = ['--port', '--user-data'];
const withoutValue = ['--hidden', '--sample', '--help'];

export const commandLineHelp = `Usage: npm start -- [options]

  --port <n>         listen on this port for this run (0: any free port)
  --user-data <dir>  keep settings and history in this folder
  --hidden           start in the tray, without opening the window
  --sample           send the documented sample event to itself once it listens
  --help             show this list
`;

/**
 * Separates DialPop's own arguments from those that others add to a program's command line: Chromium's switches,
 * a debugger's, Windows' `-Embedding` when a click on an old toast starts the program, an installer's `--updated`.
 * There is no complete list of those, so everything that is not DialPop's counts as foreign.
 *
 * @param {readonly string[]} argv arguments without the program
 * @returns {{own: string[], foreign: string[]}} DialPop's with their values; all others
 */
export function separateArguments(argv) {
  /** @type {string[]} */
  const own = [];
  /** @type {string[]} */
  const foreign = [];
  for (const [index, argument] of argv.entries()) {
    const [name = ''] = argument.split('=');
    const isValue = withValue.includes(argv[index - 1] ?? '') && !argument.startsWith('-');
    if (isValue || withValue.includes(name) || withoutValue.includes(name)) own.push(argument);
    else foreign.push(argument);
  }
  return { own, foreign };
}

/**
 * Reads the arguments a person gave.
 *
 * @param {string[]} argv arguments without the program and without Electron's own
 * @returns {{ok: true, options: CommandLineOptions} | {ok: true, help: string} | {ok: false, message: string}}
 *   the options, the text that `--help` prints, or a sentence that says what is wrong
 */
export function parseCommandLine(argv) {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        'user-data': { type: 'string' },
        hidden: { type: 'boolean', default: false },
        sample: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    return { ok: false, message: `${reason}. See --help for the arguments DialPop takes.` };
  }
  if (values.help) return { ok: true, help: commandLineHelp };

  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(/^\d{1,5}$/.test(values.port ?? '') && port <= 65_535)) {
    return { ok: false, message: `--port takes a number from 0 to 65535, not "${values.port}".` };
  }
  if (values['user-data'] === '') return { ok: false, message: '--user-data takes a folder.' };
  return {
    ok: true,
    options: {
      hidden: values.hidden === true,
      sample: values.sample === true,
      ...(port === undefined ? {} : { port }),
      ...(values['user-data'] === undefined ? {} : { userData: values['user-data'] }),
    },
  };
}
