import { Worker } from 'node:worker_threads';
import type { HistoryReadName, ReadAnswer, ReadArguments, ReadResult } from './history-messages.ts';
import { isDamage } from './is-damage.ts';

/** With nothing to read for so long the thread ends, and its memory is given back. */
const idleMs = 60_000;

export interface HistoryClientOptions {
  /** The history's file; it exists. */
  file: string;
  /** The worker's script. */
  workerPath: string;
  /** A page could not be made sense of. */
  onDamage?: () => void;
  idleAfterMs?: number;
}

export type HistoryClient = ReturnType<typeof createHistoryClient>;

interface Waiting {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}

/** Reads the history in a thread of its own, which starts when it is first needed. */
export function createHistoryClient({ file, workerPath, onDamage, idleAfterMs = idleMs }: HistoryClientOptions) {
  let worker: Worker | null = null;
  let lastId = 0;
  let idleTimer: NodeJS.Timeout | undefined;
  const waiting = new Map<number, Waiting>();

  /** How many want the file let go of: they can be several at once. */
  let holds = 0;
  /** What is asked meanwhile. */
  let held: (() => void)[] = [];
  const waitingForIdle = new Set<() => void>();
  const tellIdle = (): void => {
    for (const tell of waitingForIdle) tell();
    waitingForIdle.clear();
  };

  const rejectAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    tellIdle();
  };

  const end = async (): Promise<void> => {
    clearTimeout(idleTimer);
    const ended = worker;
    worker = null;
    rejectAll(new Error('The history is closed'));
    await ended?.terminate();
  };

  const endWhenIdle = (): void => {
    clearTimeout(idleTimer);
    if (waiting.size === 0) idleTimer = setTimeout(() => void end(), idleAfterMs).unref();
  };

  const start = (): Worker => {
    if (worker !== null) return worker;
    const started = new Worker(workerPath, { workerData: file, name: 'history' });
    worker = started;
    started.on('message', (answer: ReadAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.ok) asked?.resolve(answer.result);
      else asked?.reject(new Error(answer.message));
      if (!answer.ok && isDamage(answer.message)) onDamage?.();
      if (waiting.size === 0) tellIdle();
      endWhenIdle();
    });
    const fail = (error: Error) => {
      if (worker !== started) return;
      // The next read starts another one.
      worker = null;
      rejectAll(error);
    };
    started.on('error', fail);
    started.on('exit', (code) => fail(new Error(`The history's reader ended (${code})`)));
    // The thread alone does not keep the app from quitting.
    started.unref();
    return started;
  };

  const ask = <Name extends HistoryReadName>(name: Name, args: ReadArguments<Name>): Promise<ReadResult<Name>> =>
    new Promise((resolve, reject) => {
      const send = () => {
        clearTimeout(idleTimer);
        lastId += 1;
        const id = lastId;
        waiting.set(id, { resolve: (result) => resolve(result as ReadResult<Name>), reject });
        try {
          start().postMessage({ id, name, args });
        } catch (error) {
          // A request that cannot be sent must not keep the others waiting.
          waiting.delete(id);
          reject(error);
        }
      };
      if (holds === 0) send();
      else held.push(send);
    });

  return {
    /** Starts the thread ahead of the first read: when a window is about to ask. */
    warmUp(): void {
      if (holds > 0) return;
      start();
      endWhenIdle();
    },
    findCalls: (...args: ReadArguments<'findCalls'>) => ask('findCalls', args),
    pickCalls: (...args: ReadArguments<'pickCalls'>) => ask('pickCalls', args),
    getCall: (...args: ReadArguments<'getCall'>) => ask('getCall', args),
    countCallsByDay: (...args: ReadArguments<'countCallsByDay'>) => ask('countCallsByDay', args),
    countFound: (...args: ReadArguments<'countFound'>) => ask('countFound', args),
    getTodayStatistics: (...args: ReadArguments<'getTodayStatistics'>) => ask('getTodayStatistics', args),
    suggestFilterValues: (...args: ReadArguments<'suggestFilterValues'>) => ask('suggestFilterValues', args),
    listEarlierCalls: (...args: ReadArguments<'listEarlierCalls'>) => ask('listEarlierCalls', args),
    findRequests: (...args: ReadArguments<'findRequests'>) => ask('findRequests', args),
    pickRequests: (...args: ReadArguments<'pickRequests'>) => ask('pickRequests', args),
    getRequest: (...args: ReadArguments<'getRequest'>) => ask('getRequest', args),
    listForwardable: (...args: ReadArguments<'listForwardable'>) => ask('listForwardable', args),
    countForwardable: (...args: ReadArguments<'countForwardable'>) => ask('countForwardable', args),
    getForwardable: (...args: ReadArguments<'getForwardable'>) => ask('getForwardable', args),
    listForwards: (...args: ReadArguments<'listForwards'>) => ask('listForwards', args),
    listForwardLosses: (...args: ReadArguments<'listForwardLosses'>) => ask('listForwardLosses', args),
    getRequestStorage: () => ask('getRequestStorage', []),
    /**
     * Lets go of the file once the reads under way are answered. What is asked from here on is read when
     * the returned function is called, by everybody who holds it, from the file as it is then.
     */
    async hold(): Promise<() => void> {
      holds += 1;
      let isHolding = true;
      const release = (): void => {
        if (!isHolding) return;
        isHolding = false;
        holds -= 1;
        if (holds > 0) return;
        const sends = held;
        held = [];
        for (const send of sends) send();
      };
      try {
        if (waiting.size > 0) await new Promise<void>((resolve) => waitingForIdle.add(resolve));
        await end();
      } catch (error) {
        release();
        throw error;
      }
      return release;
    },
    /** Ends the thread; what is asked after this starts it again. */
    close: end,
  };
}
