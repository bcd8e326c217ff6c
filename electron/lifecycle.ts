import type { App, RelaunchOptions } from 'electron';
import type { Logger } from './logger.ts';

/** A part of the app that ends when the app does. */
export interface ShutdownStep {
  name: string;
  /** Whether something could be lost or stored twice where it does not end well: only that makes the exit code 1. */
  protectsData: boolean;
  stop: () => void | Promise<void>;
  /** Nobody waits longer for it than so many ms; `rest`: all the time that is left. */
  limitMs?: number | 'rest';
}

/** Steps in the order in which they must end: those of one phase side by side. */
export type ShutdownPhase = readonly ShutdownStep[];

/** Most parts need no time at all. */
const stepLimitMs = 400;
/** What systems and people wait for: the app ends within 3 s. */
const shutdownLimitMs = 3000;
/** A timer that is later than this waited for something else in this process. */
const heldUpMs = 30;
/** What is left for the history, however long the others took. */
const leastRestMs = 1000;

export interface Lifecycle {
  /** Whether the app is about to end: nothing new begins any more. */
  isEnding: () => boolean;
  /**
   * Has the app that is ending start again once it has ended.
   *
   * @param args those of `process.argv` after the program; null for the ones it has now
   */
  startAgain: (args: readonly string[] | null) => void;
  /** Ends the app with exit code 1, in order, as one that cannot go on; `tell` has its time before the very end. */
  fail: (tell: () => Promise<void>) => void;
}

/**
 * Ends the app in order, however the end was asked for (menu, signal, log-out): phase after phase, the steps of each
 * side by side and each within its own limit, so that one that hangs takes no time from those that protect data.
 * The exit code is 1 where a step that protects data failed or did not end in time: the systemd unit restarts the app
 * then, which after Quit nobody wants for anything less.
 *
 * @param getPhases asked when the end begins
 */
export function handleShutdown(
  app: Pick<App, 'on' | 'quit' | 'exit' | 'relaunch'>,
  logger: Pick<Logger, 'warn' | 'error'>,
  getPhases: () => readonly ShutdownPhase[],
): Lifecycle {
  let state: 'running' | 'ending' | 'telling' | 'ended' = 'running';
  let again: RelaunchOptions | null = null;

  const end = async (code: number, tell: () => Promise<void>): Promise<void> => {
    state = 'ending';
    const beganAt = performance.now();
    const rest = (): number => Math.max(leastRestMs, shutdownLimitMs - (performance.now() - beganAt));
    let isClean = true;
    for (const phase of getPhases()) {
      const ended = await Promise.all(phase.map((step) => endStep(step, rest(), logger)));
      isClean &&= phase.every(({ protectsData }, index) => !protectsData || ended[index]);
    }
    const exitCode = isClean ? code : 1;
    state = 'telling';
    await tell().catch((error) => logger.error('Why DialPop ends could not be told', error));
    state = 'ended';
    // A unit's processes all end with it; with this exit code systemd starts it again.
    const isRestarted = again !== null && process.env['SYSTEMD_EXEC_PID'] === String(process.pid);
    if (again !== null && !isRestarted) app.relaunch(again);
    app.exit(isRestarted ? 1 : exitCode);
  };

  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'running') void end(0, async () => {});
    // Nothing is left to do but to be read.
    if (state === 'telling') app.exit(1);
  });
  // A tray app outlives its window.
  app.on('window-all-closed', () => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  return {
    isEnding: () => state !== 'running',
    startAgain: (args) => {
      // The program of an AppImage is in a mount that ends with it.
      const { APPIMAGE: execPath } = process.env;
      again = { ...(args === null ? {} : { args: [...args] }), ...(execPath === undefined ? {} : { execPath }) };
    },
    fail: (tell) => {
      if (state === 'running') void end(1, tell);
    },
  };
}

/** Whether a step ended well and in time. */
async function endStep(
  { name, stop, limitMs: limit = stepLimitMs }: ShutdownStep,
  restMs: number,
  logger: Pick<Logger, 'warn' | 'error'>,
): Promise<boolean> {
  const limitMs = limit === 'rest' ? restMs : limit;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    const begin = (): void => {
      const dueAt = performance.now() + limitMs;
      timer = setTimeout(() => {
        // What held up the loop held up this step as well: it gets its time once that is over.
        if (performance.now() - dueAt > heldUpMs) begin();
        else resolve('late');
      }, limitMs);
    };
    begin();
  });
  try {
    const outcome = await Promise.race([(async () => stop())(), late]);
    if (outcome !== 'late') return true;
    logger.warn(`Stopping ${name} took longer than ${Math.round(limitMs)} ms`);
  } catch (error) {
    logger.error(`Stopping ${name} failed`, error);
  } finally {
    clearTimeout(timer);
  }
  return false;
}

/** The last nets: what nobody handled is logged, never lost in silence and never a dialog. */
export function handleUnexpectedErrors(logger: Logger): void {
  process.on('uncaughtException', (error) => logger.error('Unexpected error', error));
  process.on('unhandledRejection', (error) => logger.error('Unexpected rejection', error));
}
