import type { App } from 'electron';
import type { Logger } from './logger.ts';

/** A part of the app that ends when the app does. */
export interface ShutdownStep {
  name: string;
  stop: () => void | Promise<void>;
}

/** Quitting takes no longer than this, whatever hangs. */
const shutdownLimitMs = 2700;

/**
 * Ends the app in order: each step after the one before it, all within the limit, however
 * the end was asked for (menu, signal, log-out).
 *
 * @param getSteps asked when the end begins
 */
export function handleShutdown(app: App, logger: Logger, getSteps: () => ShutdownStep[]): void {
  let state: 'running' | 'ending' | 'ended' = 'running';

  const end = async () => {
    const limit = setTimeout(() => {
      logger.warn(`Quitting took longer than ${shutdownLimitMs} ms`);
      app.exit(0);
    }, shutdownLimitMs);
    for (const { name, stop } of getSteps()) {
      try {
        await stop();
      } catch (error) {
        logger.error(`Stopping ${name} failed`, error);
      }
    }
    clearTimeout(limit);
    state = 'ended';
    app.exit(0);
  };

  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    void end();
  });
  // A tray app outlives its window.
  app.on('window-all-closed', () => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}

/** The last nets: what nobody handled is logged, never lost in silence and never a dialog. */
export function handleUnexpectedErrors(logger: Logger): void {
  process.on('uncaughtException', (error) => logger.error('Unexpected error', error));
  process.on('unhandledRejection', (error) => logger.error('Unexpected rejection', error));
}
