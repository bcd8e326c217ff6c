import type { RunningApp } from './desktop.ts';

/**
 * Has one request of the window fail as it does on a full disk, until it is mended.
 *
 * @returns mends it
 */
export async function breakAnswers(app: RunningApp, channel: string): Promise<() => Promise<void>> {
  await app.electron.evaluate(({ ipcMain }, name) => {
    // Where Electron keeps what answers; nothing else gives the real one back.
    const handlers: Map<string, () => unknown> = Reflect.get(ipcMain, '_invokeHandlers');
    handlers.set(`real ${name}`, handlers.get(name) ?? (() => undefined));
    handlers.set(name, () => {
      throw new Error('database or disk is full');
    });
  }, channel);
  return () =>
    app.electron.evaluate(({ ipcMain }, name) => {
      const handlers: Map<string, () => unknown> = Reflect.get(ipcMain, '_invokeHandlers');
      handlers.set(name, handlers.get(`real ${name}`) ?? (() => undefined));
    }, channel);
}
