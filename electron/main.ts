/** The way in: settles the arguments and the one running instance, then starts. */
import { app, protocol } from 'electron';
import { startDialpop } from './start-dialpop.ts';
import { prepareApp, readOptions } from './startup.ts';
import { registerAppScheme } from './window/app-protocol.ts';
import { harden } from './window/harden.ts';

const options = readOptions(app);
prepareApp(app, options);

if (app.requestSingleInstanceLock()) {
  registerAppScheme(protocol);
  harden(app);
  void app.whenReady().then(() => startDialpop(options));
} else {
  process.stderr.write('DialPop is already running; its window is shown.\n');
  app.exit(0);
}
