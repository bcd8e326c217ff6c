/** The way in: settles the arguments and the one running instance, listens, and shows then what there is to see. */
import { app, dialog, protocol } from 'electron';
import { claimInstance } from './claim-instance.ts';
import { messageOf } from './error-message.ts';
import { type Listener, startListener } from './start-listener.ts';
import type { StartProblem } from './start-problem.ts';
import { prepareApp, readOptions } from './startup.ts';
import { registerAppScheme } from './window/app-protocol.ts';
import { harden } from './window/harden.ts';

const options = readOptions(app);
prepareApp(app, options);

// Electron waits for this file before it is ready, so what follows is still in time.
const claim = await claimInstance(app);
if (claim.status === 'mine') {
  registerAppScheme(protocol);
  harden(app);
  const listener = startListener(options);
  void showDesktop(listener).catch((error) => endWithout(listener, error));
} else if (claim.status === 'running') {
  process.stderr.write('DialPop is already running with this folder, and was asked to show its window.\n');
  app.exit(0);
} else {
  await tellProblem(claim.problem);
  process.exit(1);
}

/** Awaited at the top: without a display Chromium crashes as soon as this file is done. */
async function tellProblem(problem: StartProblem): Promise<void> {
  try {
    const { tellStartProblem } = await import('./tell-start-problem.ts');
    tellStartProblem(problem);
  } catch (error) {
    // The texts may be what is missing.
    process.stderr.write(`DialPop cannot start (${problem.key}): ${messageOf(error)}\n`);
  }
}

/** Nothing of it is needed to listen, and most of the app's code is in it. */
async function showDesktop(listener: Listener): Promise<void> {
  const { settings, desktop } = listener;
  const [{ startDesktop }] = await Promise.all([
    import('./start-desktop.ts'),
    app.whenReady(),
    // Language and first view are in there.
    settings.unreadable === null ? null : settings.readOrGivenUp,
  ]);
  desktop.arrive(() => startDesktop(options, listener));
}

/** Without popups, tray and window nobody would know of the calls that are taken: then rather none are. */
function endWithout({ logger, lifecycle, settings }: Listener, error: unknown): void {
  logger.error('DialPop could not be started', error);
  const reason = messageOf(error);
  lifecycle.fail(async () => {
    // Whoever starts it again while the box is open gets another try.
    app.releaseSingleInstanceLock();
    try {
      const { tellPartFailed } = await import('./tell-start-problem.ts');
      await tellPartFailed(reason, () => settings.get().language);
    } catch {
      // The texts may be what is missing.
      dialog.showErrorBox('DialPop cannot start', reason);
    }
  });
}
