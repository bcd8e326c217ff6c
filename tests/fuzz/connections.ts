import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { FuzzRequest } from './fuzz-request.ts';
import { readAllAnswers, readAnswer, type WireAnswer } from './wire-answer.ts';

/** What came back for a request; `failure` where that is no answer at all. */
export interface Exchange {
  request: FuzzRequest;
  answers: WireAnswer[];
  failure: string | null;
}

/** Longer than the listener gives any request. */
const answerTimeoutMs = 30_000;
/** How long a connection that may owe nothing is left open for an answer. */
const quietMs = 25;

/** A connection for one sound request after the other; opened anew where the listener closed it. */
export function createKeptConnection(port: number) {
  let socket: Socket | null = null;
  let arrived = Buffer.alloc(0);

  /** Null where nothing listens any more. */
  const open = async (): Promise<Socket | null> => {
    const opened = connect({ port, host: '127.0.0.1', noDelay: true });
    arrived = Buffer.alloc(0);
    try {
      await once(opened, 'connect');
      return opened;
    } catch {
      return null;
    }
  };

  const takeAnswer = (from: Socket, hasNoBody: boolean): Promise<WireAnswer | string> =>
    new Promise((resolve) => {
      const finish = (result: WireAnswer | string) => {
        clearTimeout(timer);
        from.removeAllListeners('data').removeAllListeners('close');
        resolve(result);
      };
      const timer = setTimeout(() => finish('no answer in time'), answerTimeoutMs);
      from.on('close', () => finish('the connection was closed without an answer'));
      from.on('data', (data) => {
        arrived = Buffer.concat([arrived, data]);
        const read = readAnswer(arrived, hasNoBody);
        if (read.state === 'partial') return;
        if (read.state === 'broken') return finish(read.detail);
        arrived = Buffer.from(read.rest);
        finish(arrived.byteLength > 0 ? `more than one answer: ${arrived.toString('latin1', 0, 200)}` : read.answer);
      });
    });

  return {
    async send(request: FuzzRequest): Promise<Exchange> {
      const current = socket ?? (await open());
      if (current === null) return { request, answers: [], failure: 'the listener cannot be reached' };
      socket = current;
      // A reset shows as a connection that closed without an answer.
      current.removeAllListeners('error').on('error', () => {});
      const answer = takeAnswer(current, request.framed?.method === 'HEAD');
      current.write(request.bytes);
      const result = await answer;
      const isOpen = typeof result !== 'string' && result.headers.get('connection') !== 'close';
      if (!isOpen || current.destroyed) {
        current.destroy();
        socket = null;
      }
      if (typeof result === 'string') return { request, answers: [], failure: result };
      return { request, answers: [result], failure: null };
    },
    close(): void {
      socket?.destroy();
      socket = null;
    },
  };
}

/** Sends bytes that may be anything on a connection of their own, and reads until it ends. */
export function sendRaw(port: number, request: FuzzRequest): Promise<Exchange> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    let quiet: NodeJS.Timeout | undefined;
    const deadline = setTimeout(() => finish('the connection was neither answered nor closed'), answerTimeoutMs);
    const finish = (failure: string | null) => {
      clearTimeout(quiet);
      clearTimeout(deadline);
      socket.destroy();
      const { answers, broken } = readAllAnswers(Buffer.concat(chunks));
      resolve({ request, answers, failure: failure ?? broken });
    };
    const endWhenQuiet = () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => socket.end(), quietMs);
    };
    socket.on('error', () => {});
    socket.on('close', () => finish(null));
    socket.on('end', () => finish(null));
    socket.on('data', (data) => {
      chunks.push(data);
      if (request.ending === 'wait') endWhenQuiet();
    });
    socket.on('connect', () => {
      if (request.ending === 'close') socket.end(request.bytes);
      else if (request.ending === 'reset') socket.write(request.bytes, () => socket.resetAndDestroy());
      else socket.write(request.bytes, endWhenQuiet);
    });
  });
}
