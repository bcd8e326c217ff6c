import { join, resolve } from 'node:path';
import type { App } from 'electron';
import { type CommandLineOptions, parseCommandLine, separateArguments } from './command-line.mjs';

/**
 * How Windows knows DialPop: by the app id, which equals the installer's (build/electron-builder.yml) because toasts
 * are only shown for an app with a shortcut that has it, and by the class that a click on a toast calls. Run from its
 * folder, DialPop is another app: otherwise a click on the installed DialPop's toast could start a bare Electron.
 */
const windowsIdentity = {
  installed: { appUserModelId: 'com.dialpop.app', toastActivatorClsid: '{6F0C9B8A-3D5E-4C52-9B1F-8E2D7A41C6D3}' },
  development: {
    appUserModelId: 'com.dialpop.app.dev',
    toastActivatorClsid: '{B27D41E5-90A8-4F36-A1C4-5D83F2E76B19}',
  },
} as const;

/** The options of this run, and the names of arguments that are not DialPop's. */
export interface StartOptions extends CommandLineOptions {
  foreignArguments: readonly string[];
}

/**
 * Reads the arguments a person gave; ends the program for `--help` or with a sentence about what is wrong. What others
 * add to the command line never ends the program: nobody would see why.
 *
 * @param argv like `process.argv`
 */
export function readOptions(app: Pick<App, 'isPackaged'>, argv: readonly string[] = process.argv): StartOptions {
  // Unpackaged, the first word after Electron's switches is the app's folder.
  const all = argv.slice(1);
  const given = app.isPackaged ? all : all.slice(all.findIndex((argument) => !argument.startsWith('-')) + 1);
  const { own, foreign } = separateArguments(given);
  const result = parseCommandLine(own);
  if (!result.ok) {
    process.stderr.write(`${result.message}\n`);
    process.exit(2);
  }
  if ('help' in result) {
    process.stdout.write(result.help);
    process.exit(0);
  }
  // A value may be private, such as a proxy's password.
  const foreignArguments = foreign.map((argument) => (argument.startsWith('-') ? argument.replace(/=.*/s, '') : '…'));
  return { ...result.options, foreignArguments };
}

type PreparedApp = Pick<App, 'isPackaged' | 'setName' | 'setAppUserModelId' | 'setPath' | 'getPath'> &
  // Only on Windows, and only in newer versions.
  Partial<Pick<App, 'setToastActivatorCLSID'>>;

/** Everything that must be set before Electron is ready. */
export function prepareApp(app: PreparedApp, { userData }: Pick<CommandLineOptions, 'userData'>): void {
  const identity = app.isPackaged ? windowsIdentity.installed : windowsIdentity.development;
  app.setName('DialPop');
  // Otherwise Electron creates a new class for each installation and leaves it in the registry.
  app.setToastActivatorCLSID?.(identity.toastActivatorClsid);
  app.setAppUserModelId(identity.appUserModelId);
  app.setPath('userData', userData === undefined ? join(app.getPath('appData'), 'DialPop') : resolve(userData));
}
