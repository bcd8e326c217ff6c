import type { App } from 'electron';
import { findInstanceOf, findUserDataProblem, shortenTemporaryFolder } from './check-user-data.ts';
import { findDisplayProblem } from './find-display-problem.ts';
import type { StartProblem } from './start-problem.ts';

/** What comes of a start: DialPop may run, it runs already and was asked to show its window, or it cannot. */
export type Claim = { status: 'mine' } | { status: 'running' } | { status: 'impossible'; problem: StartProblem };

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
  if (app.requestSingleInstanceLock()) {
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
