import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const messageSchema = z.union([
  z.object({ event: z.literal('painted'), at: z.number() }),
  z.object({ id: z.number(), result: z.unknown().optional(), error: z.string().optional() }),
]);

export const epochMs = (): number => performance.timeOrigin + performance.now();

/** What makes an Electron app observable. */
export const observerEnvironment = (paintedSelector: string): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `--require=${fileURLToPath(new URL('observer.cjs', import.meta.url))}`,
  DIALPOP_BENCH_PAINTED: paintedSelector,
});

export interface Observed {
  /** Epoch ms at which the next window has its content on the screen. */
  nextPaint(): Promise<number>;
  /** What an expression comes to in the open window's page. */
  inPage<Result>(code: string): Promise<Result>;
  closeWindow(): Promise<void>;
  watchLoop(): Promise<void>;
  /** What the main process's loop did since `watchLoop`, in ms. */
  readLoop(): Promise<{ longestMs: number; p99Ms: number }>;
  /** The system's file dialogs answer with this file from now on. */
  chooseFile(path: string): Promise<void>;
  /** Turns the wheel at a point of the page, once a frame; down where `deltaY` is positive. */
  turnWheel(turns: { x: number; y: number; deltaY: number; times: number }): Promise<void>;
  pressPageDown(presses: { times: number; everyMs: number }): Promise<void>;
}

/** Talks with the observer in an app that was started with it. */
export function createObserved(child: ChildProcess): Observed {
  const asked = new Map<number, PromiseWithResolvers<unknown>>();
  let painted = Promise.withResolvers<number>();
  let lastId = 0;
  const ended = new Promise<never>((_, reject) => child.once('exit', () => reject(new Error('The app has ended'))));
  ended.catch(() => {});
  child.on('message', (raw) => {
    const message = messageSchema.parse(raw);
    if ('event' in message) {
      painted.resolve(message.at);
      painted = Promise.withResolvers();
      return;
    }
    const answer = asked.get(message.id);
    asked.delete(message.id);
    if (message.error === undefined) answer?.resolve(message.result);
    else answer?.reject(new Error(message.error));
  });
  const ask = (name: string, argument?: unknown): Promise<unknown> => {
    lastId += 1;
    const answer = Promise.withResolvers<unknown>();
    asked.set(lastId, answer);
    child.send({ id: lastId, name, argument });
    return Promise.race([answer.promise, ended]);
  };
  return {
    nextPaint: () => Promise.race([painted.promise, ended]),
    // The page's own types say what it comes to.
    inPage: async <Result>(code: string) => (await ask('inPage', code)) as Result,
    closeWindow: async () => void (await ask('closeWindow')),
    watchLoop: async () => void (await ask('watchLoop')),
    readLoop: async () => z.object({ longestMs: z.number(), p99Ms: z.number() }).parse(await ask('readLoop')),
    chooseFile: async (path) => void (await ask('chooseFile', path)),
    turnWheel: async (turns) => void (await ask('turnWheel', turns)),
    pressPageDown: async (presses) => void (await ask('pressPageDown', presses)),
  };
}
