/**
 * Stands in for Electron's module in a main process that runs in plain Node (register.ts). The test is the window:
 * over this process's channel it asks what a page asks through Electron, and receives pages and broadcasts. What only a
 * desktop shows, such as tray and dialogs, accepts everything and shows nothing.
 */
import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackendMessage, BackendRequest } from './messages.ts';

const ownOrigin = 'dialpop://app';

type InvokeHandler = (event: unknown, argument: unknown, page: unknown) => unknown;
type ProtocolHandler = (request: { url: string }) => Promise<Response>;

const tell = (message: BackendMessage): void => void process.send?.(message);
const nothing = (): void => {};

const handlers = new Map<string, InvokeHandler>();

/** Serves to any browser what the window's own scheme serves to Electron's. */
async function servePage(
  handler: ProtocolHandler,
  { url = '/' }: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  // Browsers ask every web site for it, but never DialPop's own scheme.
  if (url === '/favicon.ico') return void answer.writeHead(204).end();
  const response = await handler({ url: ownOrigin + url });
  // The build names its files by their content.
  if (url.startsWith('/assets/')) answer.setHeader('cache-control', 'max-age=3600');
  answer
    .writeHead(response.status, Object.fromEntries(response.headers))
    .end(new Uint8Array(await response.arrayBuffer()));
}

/** The address of that server. */
const pageOrigin = Promise.withResolvers<string>();

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = { hasSwitch: () => false };
  #paths = new Map<string, string>();

  setName = nothing;
  setAppUserModelId = nothing;
  getName = () => 'DialPop';
  getVersion = () => '0.0.0';
  getAppPath = () => process.cwd();
  getLocale = () => 'en-IN';
  getLocaleCountryCode = () => 'IN';
  getPreferredSystemLanguages = () => [process.env['LANGUAGE'] ?? 'en-IN'];
  requestSingleInstanceLock = () => true;
  releaseSingleInstanceLock = nothing;
  whenReady = async () => {};
  getAppMetrics = () => [{ type: 'Browser', memory: { workingSetSize: process.memoryUsage().rss / 1024 } }];

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }
  getPath(name: string): string {
    return this.#paths.get(name) ?? join(tmpdir(), name);
  }
  quit(): void {
    this.emit('before-quit', { preventDefault: nothing });
  }
  exit(code: number): void {
    process.exit(code);
  }
}

export const app = new App();

export const ipcMain = {
  on: nothing,
  handle: (channel: string, handler: InvokeHandler): void => void handlers.set(channel, handler),
};

export const protocol = {
  registerSchemesAsPrivileged: nothing,
  handle(_scheme: string, handler: ProtocolHandler): void {
    const server = createServer((request, answer) => void servePage(handler, request, answer));
    server.listen(0, '127.0.0.1', () => {
      pageOrigin.resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  },
};

class WebContents extends EventEmitter {
  #url = '';
  setWindowOpenHandler = nothing;
  setZoomFactor = nothing;
  isCrashed = () => false;
  isLoading = () => false;
  getURL = () => this.#url;
  load(url: string): void {
    this.#url = url;
    void pageOrigin.promise.then((origin) => tell({ kind: 'load', url: url.replace(ownOrigin, origin) }));
  }
  send(channel: string, message: unknown): void {
    tell({ kind: 'broadcast', channel, message });
  }
}

export class BrowserWindow extends EventEmitter {
  static #open: BrowserWindow[] = [];
  static getAllWindows = () => BrowserWindow.#open;

  readonly webContents = new WebContents();
  show = nothing;
  showInactive = nothing;
  focus = nothing;
  restore = nothing;
  minimize = nothing;
  isMinimized = () => false;
  isDestroyed = () => !BrowserWindow.#open.includes(this);

  constructor() {
    super();
    BrowserWindow.#open.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.load(url);
  }
  close(): void {
    this.emit('close', { preventDefault: nothing });
    this.destroy();
  }
  destroy(): void {
    BrowserWindow.#open = BrowserWindow.#open.filter((window) => window !== this);
    this.emit('closed');
  }
}

export class Tray extends EventEmitter {
  setImage = nothing;
  setToolTip = nothing;
  setContextMenu = nothing;
  destroy = nothing;
}

export class Notification extends EventEmitter {
  static isSupported = () => false;
  show = nothing;
  close = nothing;
}

export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu: nothing };
export const nativeImage = { createFromPath: () => ({ setTemplateImage: nothing }) };
export const nativeTheme = { shouldUseDarkColors: false };
export const powerMonitor = new EventEmitter();
/** One screen, with room for the window. */
const display = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
export const screen = Object.assign(new EventEmitter(), {
  getCursorScreenPoint: () => ({ x: 0, y: 0 }),
  getDisplayNearestPoint: () => display,
  getDisplayMatching: () => display,
  getAllDisplays: () => [display],
});
export const clipboard = { writeText: async () => {} };
/** The person cancels every dialog. */
export const dialog = {
  showMessageBox: async () => ({ response: -1, checkboxChecked: false }),
  showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
  showSaveDialog: async () => ({ canceled: true, filePath: '' }),
  showErrorBox: nothing,
};
export const shell = { openExternal: async () => {}, openPath: async () => '', showItemInFolder: nothing };

export default { app, ipcMain, shell };

/** As in Electron: the sender is the top frame of our own page. */
async function invoke({ channel, argument, page }: BackendRequest): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  return handler({ senderFrame: { url: `${ownOrigin}/index.html`, parent: null } }, argument, page);
}

async function answer(request: BackendRequest): Promise<void> {
  const { id } = request;
  try {
    tell({ kind: 'answer', id, value: await invoke(request) });
  } catch (error) {
    tell({ kind: 'refusal', id, reason: error instanceof Error ? error.message : String(error) });
  }
}

process.on('message', (request: BackendRequest) => void answer(request));
// The test is gone.
process.on('disconnect', () => app.quit());
