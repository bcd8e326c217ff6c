import type { App } from 'electron';
import { z } from 'zod';
import { findInstanceOf, findUserDataProblem, shortenTemporaryFolder } from './check-user-data.ts';
import { findDisplayProblem } from './find-display-problem.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { StartProblem } from './start-problem.ts';

/** What comes of a start: DialPop may run, it runs already and was asked to show its window, or it cannot. */
export type Claim = { status: 'mine' } | { status: 'running' } | { status: 'impossible'; problem: StartProblem };

/** What a second instance passes to the running one: Chromium reorders the command line that it passes itself. */
const secondInstanceSchema = z.object({ arguments: z.array(z.string()) });
type SecondInstance = z.infer<typeof secondInstanceSchema>;

/** How this process was started, in words that mean the same in another working folder. */
function ownArguments(userData: string): string[] {
  const given = process.argv.slice(1);
  const namesFolder = given.some((argument) => argument.split('=')[0] === '--user-data');
  return namesFolder ? [...given, '--user-data', userData] : given;
}

/**
 * Shows the window when DialPop is started a second time. If it is already ending, it starts again afterwards instead:
 * the second instance has exited by then, so nothing would be running.
 */
export function followSecondInstances(
  app: Pick<App, 'on'>,
  lifecycle: Pick<Lifecycle, 'isEnding' | 'startAgain'>,
  showWindow: () => void,
): void {
  app.on('second-instance', (_event, _argv, _folder, data) => {
    if (!lifecycle.isEnding()) return showWindow();
    const told = secondInstanceSchema.safeParse(data);
    lifecycle.startAgain(told.success ? told.data.arguments : null);
  });
  app.on('activate', () => {
    if (!lifecycle.isEnding()) showWindow();
  });
}

/**
 * Makes this process the one that uses the folder of settings and history, or tells why it cannot be. Electron's
 * lock alone says "no" in both cases.
 */
export async function claimInstance(app: Pick<App, 'requestSingleInstanceLock' | 'getPath'>): Promise<Claim> {
  const folder = app.getPath('userData');
  shortenTemporaryFolder();
  // One that runs shows its window, also where the folder has become one that cannot be used.
  const folderProblem = findInstanceOf(folder) === 'here' ? null : findUserDataProblem(folder);
  if (folderProblem !== null) return { status: 'impossible', problem: folderProblem };
  if (app.requestSingleInstanceLock({ arguments: ownArguments(folder) } satisfies SecondInstance)) {
    const problem = await findDisplayProblem(process.env, process.argv);
    return problem === null ? { status: 'mine' } : { status: 'impossible', problem };
  }
  const instance = findInstanceOf(folder);
  if (instance === 'here' || instance === 'unknown') return { status: 'running' };
  const problem: StartProblem =
    instance === 'none'
      ? { key: 'start.problem.folderNotLocked', values: { folder } }
      : { key: 'start.problem.folderInUse', values: { folder, host: instance.host } };
  return { status: 'impossible', problem };
}
