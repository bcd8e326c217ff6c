import type { App, BrowserWindow, Dialog } from 'electron';
import { t } from '../../shared/i18n/translate.ts';
import { messageOf } from '../error-message.ts';
import type { Logger } from '../logger.ts';

/** A page that fails again this soon after it was loaded anew would only go on failing. */
const soonMs = 60_000;
/** Chromium calls a page hung some 15 s after an input; it gets as much again, less than a person waits. */
const hangLimitMs = 10_000;

/** As long as a renderer may take to end when it is told to. */
const killAfterMs = 2000;

/** Why a page was loaded anew. */
export type PageFailure = 'crashed' | 'hung';

export interface WindowRecoveryOptions {
  dialog: Pick<Dialog, 'showMessageBox'>;
  quit: () => void;
  logger: Logger;
  /** The page was loaded anew by itself. */
  onReloaded: (failure: PageFailure) => void;
}

/** What recovery has to know of a window. */
export interface WatchedWindow {
  window: BrowserWindow;
  /** Loads the page anew, where it was. */
  reload: () => void;
  /** Whether the person has closed it already: then it is not brought back. */
  isClosing: () => boolean;
}

export type WindowRecovery = ReturnType<typeof createWindowRecovery>;

/**
 * Brings a window back whose renderer has crashed or hangs. The first time the page is reloaded where it was; one
 * that fails again within a minute would go on failing, so a person decides, in a native dialog that needs no
 * renderer. So they do where a file of the page cannot be read. Nothing else of the app waits for any of it.
 */
export function createWindowRecovery({ dialog, quit, logger, onReloaded }: WindowRecoveryOptions) {
  let reloadedAt = Number.NEGATIVE_INFINITY;
  let isAsking = false;

  /** @param failure what happened, and what a person can do about it */
  const ask = async (
    { window, reload }: WatchedWindow,
    failure: { message: string; detail: string },
  ): Promise<void> => {
    if (isAsking || window.isDestroyed()) return;
    isAsking = true;
    try {
      // A box that is there before its window would be behind it.
      if (!window.isVisible()) await new Promise<void>((resolve) => window.once('show', () => resolve()));
      const { response } = await dialog.showMessageBox(window, {
        type: 'error',
        title: failure.message,
        ...failure,
        buttons: [t('failure.reload'), t('window.close'), t('tray.quit')],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      });
      if (response === 2) quit();
      else if (window.isDestroyed()) return;
      else if (response === 1) window.destroy();
      else reload();
    } finally {
      isAsking = false;
    }
  };

  const recover = async (watched: WatchedWindow, failure: PageFailure): Promise<void> => {
    if (watched.window.isDestroyed()) return;
    if (watched.isClosing()) {
      watched.window.destroy();
      return;
    }
    if (performance.now() - reloadedAt < soonMs) {
      return ask(watched, { message: t('window.failedAgain'), detail: t('window.failedAgainDetail') });
    }
    reloadedAt = performance.now();
    onReloaded(failure);
    watched.reload();
  };

  /** Told in the log, and asked about where the page cannot come up without it. */
  const tellUnreadable = (watched: WatchedWindow, file: string, error: unknown): void => {
    logger.error(`${file} of the window could not be read`, error);
    const detail = t('window.unreadableDetail', { reason: messageOf(error) });
    ask(watched, { message: t('window.unreadable'), detail }).catch((failure) =>
      logger.error('No way back was offered', failure),
    );
  };

  return {
    tellUnreadable,
    /** Watches a window as long as there is one. */
    watch(watched: WatchedWindow): void {
      const { window } = watched;
      const contents = window.webContents;
      let hangTimer: NodeJS.Timeout | undefined;
      let failure: PageFailure = 'crashed';

      const end = (): void => {
        if (window.isDestroyed() || contents.isCrashed()) return;
        // A window being closed has had its time.
        if (watched.isClosing()) {
          window.destroy();
          return;
        }
        // Who stops at a breakpoint has not hung.
        if (contents.isDevToolsOpened()) return;
        logger.warn('The window’s page does not react; its renderer is ended');
        failure = 'hung';
        const pid = contents.getOSProcessId();
        contents.forcefullyCrashRenderer();
        // On Linux that is a request, and a process that is stopped as a whole takes none.
        hangTimer = setTimeout(() => killProcess(pid), killAfterMs);
      };
      window.on('unresponsive', () => {
        clearTimeout(hangTimer);
        hangTimer = setTimeout(end, watched.isClosing() ? 0 : hangLimitMs);
      });
      window.on('responsive', () => clearTimeout(hangTimer));
      window.once('closed', () => clearTimeout(hangTimer));
      contents.on('preload-error', (_event, path, error) => tellUnreadable(watched, path, error));
      contents.on('render-process-gone', (_event, { reason, exitCode }) => {
        clearTimeout(hangTimer);
        if (reason === 'clean-exit') return;
        logger.error(`The window’s renderer has ended: ${reason}, code ${exitCode}`);
        const why = failure;
        failure = 'crashed';
        // Chromium is still taking the old renderer down while it tells.
        setImmediate(() => void recover(watched, why).catch((error) => logger.error('No way back was offered', error)));
      });
    },
  };
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended after all.
  }
}

/** Chromium starts its graphics and other helpers again by itself; that one ended belongs into the log. */
export function logHelpersGone(app: Pick<App, 'on'>, logger: Logger): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') logger.warn(`A helper process (${type}) has ended: ${reason}, code ${exitCode}`);
  });
}
