import { join } from 'node:path';
import { type BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, type Screen } from 'electron';
import type { HomeCountry } from '../../shared/home-country.ts';
import type { Language } from '../../shared/i18n/locale.ts';
import type { View } from '../../shared/ipc-contract.ts';
import type { BroadcastTarget, Publish } from '../ipc/publish.ts';
import { startPage } from './app-protocol.ts';
import { boundsInSight, firstBounds } from './window-bounds.ts';
import type { WatchedWindow, WindowRecovery } from './window-recovery.ts';

/** As long as a page that closes may take. */
const lastWordsLimitMs = 800;

export interface MainWindowOptions {
  createWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  screen: Pick<Screen, 'getAllDisplays' | 'getCursorScreenPoint' | 'getDisplayMatching' | 'getDisplayNearestPoint'>;
  /** Folder of the built preload and window files: `dist`. */
  builtFolder: string;
  iconPath: string;
  /** Vite's server while developing; null otherwise. */
  developmentUrl: string | null;
  /** Without a tray host a closed window could not be found again, so it is minimised. */
  hasTrayHost: () => boolean;
  onClosedToTray: () => void;
  publish: Publish;
  /** What the page's texts and formats are in. */
  getLanguage: () => Language;
  /** By what the page reads numbers. */
  getHomeCountry: () => HomeCountry;
  /** How large the page is, in per cent. */
  getZoomPercent: () => number;
  /** The person turned the wheel with the key held that zooms. */
  onZoom: (direction: 'in' | 'out') => void;
  /** Where a window begins that was not opened on anything in particular; null for Calls. */
  getStartView: () => View | null;
  recovery: WindowRecovery;
  reportError: (error: unknown) => void;
}

export type MainWindow = ReturnType<typeof createMainWindow>;

/** The one window. Closed it is gone, with its renderer; the next `show` makes a new one. */
export function createMainWindow(options: MainWindowOptions) {
  let window: BrowserWindow | null = null;
  let watched: WatchedWindow | null = null;
  let quitting = false;

  /** Loads the page, in the language there is now. A load that a later one overtakes ends without a word. */
  const load = (into: BrowserWindow, route: string): void => {
    const page = options.developmentUrl ?? startPage;
    const url = pageUrl(page, options.getLanguage(), options.getHomeCountry(), route);
    into.loadURL(url).catch((error: unknown) => {
      if (!into.isDestroyed() && !isOvertaken(error)) options.reportError(error);
    });
  };

  const open = (route: string, begin: 'shown' | 'minimized' = 'shown'): BrowserWindow => {
    const { createWindow, builtFolder, iconPath, screen } = options;
    const opened = createWindow({
      ...firstBounds(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea),
      show: false,
      title: 'DialPop',
      icon: iconPath,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#0e1116' : '#f6f7f9',
      webPreferences: {
        preload: join(builtFolder, 'preload/preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        spellcheck: false,
        zoomFactor: options.getZoomPercent() / 100,
      },
    });
    let isClosing = false;
    opened.once('ready-to-show', () => {
      if (begin === 'shown') return opened.show();
      // A window that was never shown has no place among those that can be chosen.
      opened.showInactive();
      opened.minimize();
    });
    opened.on('close', (event) => {
      isClosing = quitting || options.hasTrayHost();
      if (quitting) return;
      if (isClosing) {
        options.onClosedToTray();
      } else {
        event.preventDefault();
        opened.minimize();
      }
    });
    opened.on('closed', () => {
      if (window === opened) window = null;
    });
    opened.webContents.on('zoom-changed', (_event, direction) => options.onZoom(direction));
    watched = {
      window: opened,
      reload: () => load(opened, routeOf(opened) ?? route),
      isClosing: () => isClosing,
    };
    options.recovery.watch(watched);
    load(opened, route);
    return opened;
  };

  /** Screens are unplugged and become smaller; what a person placed is left where it can be reached. */
  const bringIntoSight = (): void => {
    if (window === null || window.isDestroyed() || window.isMaximized() || window.isFullScreen()) return;
    const { screen } = options;
    const bounds = window.getBounds();
    const areas = [screen.getDisplayMatching(bounds), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
    const inSight = boundsInSight(bounds, areas);
    if (inSight === null) return;
    const [minWidth = 0, minHeight = 0] = window.getMinimumSize();
    window.setMinimumSize(Math.min(minWidth, inSight.width), Math.min(minHeight, inSight.height));
    window.setBounds(inSight);
  };

  const show = (route = '', announce = () => {}): void => {
    if (quitting) return;
    if (window === null) {
      const startView = options.getStartView();
      window = open(route === '' && startView !== null ? `#/${startView}` : route);
      return;
    }
    // A page that is still loading has not subscribed yet; its address tells it.
    if (route !== '' && window.webContents.isLoading()) {
      load(window, route);
    }
    if (window.isMinimized()) window.restore();
    bringIntoSight();
    window.show();
    window.focus();
    announce();
  };

  return {
    show: () => show(),
    /** Puts the window among those that can be chosen, without getting into anybody's way, where there is none. */
    offer(): void {
      if (window === null && !quitting) window = open('', 'minimized');
    },
    /** Opens the window on a call. A new window is told by its address, an open one by a message. */
    showCall: (id: number) => show(`#/calls/${id}`, () => options.publish('openCall', { id })),
    showView: (view: View) => show(`#/${view}`, () => options.publish('openView', { view })),
    /** Opens the window on a section of the settings. */
    showSettings: (section: string) =>
      show(`#/settings/${section}`, () => options.publish('openView', { view: 'settings', section })),
    /**
     * A file that the page asked for is missing or cannot be read. One that loads cannot come up without it; one that
     * is up says itself which of its views cannot be opened.
     */
    noteUnreadable(file: string, error: unknown): void {
      if (watched?.window.isDestroyed() === false && watched.window.webContents.isLoading()) {
        options.recovery.tellUnreadable(watched, file, error);
      } else {
        options.reportError(error);
      }
    },
    /** Loads the page anew, where it is, in the language there is now. */
    followLanguage(): void {
      if (window !== null) load(window, routeOf(window) ?? '');
    },
    /** A screen is gone, or is another size now. */
    followScreens(): void {
      if (window !== null && !window.isDestroyed() && !window.isMinimized()) bringIntoSight();
    },
    /** Shows the page as large as it is to be now. */
    followZoom: (): void => window?.webContents.setZoomFactor(options.getZoomPercent() / 100),
    /** Where broadcasts go; null while there is no window. */
    target: (): BroadcastTarget | null => (window === null || !hasPage(window) ? null : window.webContents),
    /** Closes the window for good, and waits until its page has said its last words, such as a note just written. */
    async close(): Promise<void> {
      quitting = true;
      const closing = window;
      if (closing === null || closing.isDestroyed()) return;
      const closed = new Promise<void>((resolve) => closing.once('closed', () => resolve()));
      // A page that hangs is not waited for: quitting is limited as a whole too.
      const limit = setTimeout(() => closing.destroy(), lastWordsLimitMs);
      closing.close();
      await closed;
      clearTimeout(limit);
    },
  };
}

const hasPage = (window: BrowserWindow): boolean => !window.isDestroyed() && !window.webContents.isCrashed();

/** Where a page is; undefined before any was loaded. */
function routeOf({ webContents }: BrowserWindow): string | undefined {
  const url = webContents.getURL();
  return URL.canParse(url) ? new URL(url).hash : undefined;
}

/** Chromium's word for a load that a later one put an end to. */
const isOvertaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED';

/** Language and home country are in the address, so that the page knows them before its first line runs. */
function pageUrl(
  page: string,
  { locale, formatTag }: Language,
  { chosen, system }: HomeCountry,
  route: string,
): string {
  const url = new URL(page);
  url.search = String(
    new URLSearchParams({ lang: locale, format: formatTag, home: chosen ?? '', region: system ?? '' }),
  );
  url.hash = route;
  return url.href;
}
