import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: string;
}

export type RawConnection = Awaited<ReturnType<typeof openRaw>>;

/** A connection on which every byte is what the test wrote: no client tidies it up. */
export async function openRaw(port: number) {
  // Half-open: the end of what comes is no reason to stop writing.
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let received = '';
  let isClosed = false;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  socket.setNoDelay(true);
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
    tell();
  });
  for (const event of ['end', 'error', 'close'] as const) {
    socket.on(event, () => {
      isClosed = true;
      tell();
    });
  }
  await once(socket, 'connect');

  const waitUntil = (isReached: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = () => {
        if (!isReached()) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });

  return {
    socket,
    write(data: string | Uint8Array): void {
      if (!socket.destroyed) socket.write(typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
    },
    /** Says that nothing more will come, and still listens. */
    finish: (): Socket => socket.end(),
    /** The answers so far once there are this many, or the other side has closed. */
    async answers(count: number): Promise<RawAnswer[]> {
      await waitUntil(() => isClosed || parseAnswers(received).length >= count);
      return parseAnswers(received);
    },
    /** All answers there were when the other side had closed. */
    async answersUntilClosed(): Promise<RawAnswer[]> {
      await waitUntil(() => isClosed);
      return parseAnswers(received);
    },
    isClosed: (): boolean => isClosed,
    received: (): string => received,
    close: (): Socket => socket.destroy(),
  };
}

/** Sends a text to the letter on a connection of its own. Resolves with the first answer, or null where there was none. */
export async function sendRaw(port: number, data: string | Uint8Array): Promise<RawAnswer | null> {
  const connection = await openRaw(port);
  connection.write(data);
  const [answer] = await connection.answers(1);
  connection.close();
  return answer ?? null;
}

/** A request's text with the headers it cannot do without. */
export function requestText({
  method = 'POST',
  path,
  headers = {},
  body = '',
}: {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}): string {
  const length = body === '' && method !== 'POST' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const lines = Object.entries({ Host: '127.0.0.1', ...length, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${Buffer.from(body).toString('latin1')}`;
}

/** Whole answers in what was received; of one in parts (chunked) the body is not looked at. */
function parseAnswers(received: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = received;
  for (;;) {
    const headEnd = rest.indexOf('\r\n\r\n');
    if (headEnd === -1) return answers;
    const [statusLine = '', ...lines] = rest.slice(0, headEnd).split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const bodyEnd = headEnd + 4 + Number(headers['content-length'] ?? 0);
    if (rest.length < bodyEnd) return answers;
    answers.push({ status: Number(statusLine.split(' ')[1]), headers, body: rest.slice(headEnd + 4, bodyEnd) });
    rest = rest.slice(bodyEnd);
  }
}
