import type { RunningApp } from './desktop.ts';

/** Answers of one channel of the window that a test holds back, and gives when it wants. */
export interface HeldAnswers {
  /** How many questions wait for their answer. */
  waiting(): Promise<number>;
  /** Gives the oldest answer that waits. */
  release(): Promise<void>;
  /** Gives all that wait, and holds none back from now on. */
  releaseAll(): Promise<void>;
}

/** Holds the answers of a channel back: what was asked is done only once the test releases it. */
export async function holdAnswers({ electron }: RunningApp, channel: string): Promise<HeldAnswers> {
  await electron.evaluate(({ ipcMain }, name) => {
    const answer: unknown = Reflect.get(ipcMain, '_invokeHandlers').get(name);
    if (typeof answer !== 'function') throw new Error(`nothing answers ${name}`);
    const held: (() => void)[] = [];
    Reflect.set(globalThis, `held ${name}`, held);
    ipcMain.removeHandler(name);
    ipcMain.handle(name, async (...question) => {
      if (Reflect.get(globalThis, `held ${name}`) === held) await new Promise<void>((go) => held.push(go));
      return answer(...question);
    });
  }, channel);
  return {
    waiting: () => electron.evaluate((_electron, name) => Reflect.get(globalThis, `held ${name}`).length, channel),
    release: () => electron.evaluate((_electron, name) => Reflect.get(globalThis, `held ${name}`).shift()(), channel),
    releaseAll: () =>
      electron.evaluate((_electron, name) => {
        const held: (() => void)[] = Reflect.get(globalThis, `held ${name}`);
        Reflect.set(globalThis, `held ${name}`, []);
        for (const go of held) go();
      }, channel),
  };
}

/**
 * Has a channel fail as on a full disk.
 *
 * @returns makes it work again
 */
export async function failAnswers({ electron }: RunningApp, channel: string): Promise<() => Promise<void>> {
  await electron.evaluate(({ ipcMain }, name) => {
    Reflect.set(globalThis, `plain ${name}`, Reflect.get(ipcMain, '_invokeHandlers').get(name));
    ipcMain.removeHandler(name);
    ipcMain.handle(name, () => {
      throw new Error('database or disk is full');
    });
  }, channel);
  return () =>
    electron.evaluate(({ ipcMain }, name) => {
      ipcMain.removeHandler(name);
      ipcMain.handle(name, Reflect.get(globalThis, `plain ${name}`));
    }, channel);
}

/** Shows a call as a click on its popup does. */
export const clickPopupOf = ({ electron }: RunningApp, id: number): Promise<void> =>
  electron.evaluate(({ BrowserWindow }, callId) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('navigate:call', { id: callId });
  }, id);
