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

export const commandLineHelp = `Usage: npm start -- [options]

  --port <n>         listen on this port for this run (0: any free port)
  --user-data <dir>  keep settings and history in this folder
  --hidden           start in the tray, without opening the window
  --sample           send the documented sample event to itself once it listens
  --help             show this list
`;

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
