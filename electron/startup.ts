import { join, resolve } from 'node:path';
import type { App } from 'electron';
import { type CommandLineOptions, parseCommandLine } from './command-line.mjs';

/** Equals the installer's app id: Windows shows toasts only for an app it knows. */
const appUserModelId = 'com.dialpop.app';

/** Switches that Chromium, the debugger and test drivers add; they are not ours to judge. */
const foreignSwitch =
  /^--?(no-sandbox|inspect|remote-debugging|enable-|disable-|ozone-|force-|lang|use-|log-|v=|js-flags|user-agent|trace|password-store|gtk-version|allow-|original-process-start-time|psn_)/;

/**
 * The arguments a person gave, or the end of the program with `--help`'s text or a
 * sentence about what is wrong.
 */
export function readOptions(app: App): CommandLineOptions {
  // Unpackaged, the first word after Electron's switches is the app's folder.
  const all = process.argv.slice(1);
  const own = app.isPackaged ? all : all.slice(all.findIndex((argument) => !argument.startsWith('-')) + 1);
  const result = parseCommandLine(own.filter((argument) => !foreignSwitch.test(argument)));
  if (!result.ok) {
    process.stderr.write(`${result.message}\n`);
    process.exit(2);
  }
  if ('help' in result) {
    process.stdout.write(result.help);
    process.exit(0);
  }
  return result.options;
}

/** Everything that must be set before Electron is ready. */
export function prepareApp(app: App, { userData }: CommandLineOptions): void {
  app.setName('DialPop');
  app.setAppUserModelId(appUserModelId);
  app.setPath('userData', userData === undefined ? join(app.getPath('appData'), 'DialPop') : resolve(userData));
}
