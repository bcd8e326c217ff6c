/** The way in: settles the arguments and the one running instance, listens, and shows then what there is to see. */
import { app, protocol } from 'electron';
import { createLatePart } from './late-part.ts';
import { type Desktop, startListener } from './start-listener.ts';
import { prepareApp, readOptions } from './startup.ts';
import { registerAppScheme } from './window/app-protocol.ts';
import { harden } from './window/harden.ts';

const options = readOptions(app);
prepareApp(app, options);

if (app.requestSingleInstanceLock()) {
  registerAppScheme(protocol);
  harden(app);
  const desktop = createLatePart<Desktop>();
  const listener = startListener(options, desktop);
  // Nothing of it is needed to listen, and most of the app's code is in it.
  void Promise.all([import('./start-desktop.ts'), app.whenReady()]).then(([{ startDesktop }]) =>
    desktop.arrive(startDesktop(options, listener)),
  );
} else {
  process.stderr.write('DialPop is already running; its window is shown.\n');
  app.exit(0);
}
