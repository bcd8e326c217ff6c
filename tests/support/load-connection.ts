import { connect, type Socket } from 'node:net';

/** An answer to one request. */
export interface LoadAnswer {
  sequence: number;
  status: number;
  /** Seconds of `Retry-After`; null without it. */
  retryAfter: number | null;
}

export interface LoadConnectionOptions {
  host: string;
  port: number;
  /** Requests under way at most. */
  pipelining: number;
  onAnswer: (answer: LoadAnswer) => void;
  /** The connection ended before these were answered; it is made anew by itself. */
  onLost: (sequences: number[]) => void;
  /** There is room for requests again. */
  onRoom: () => void;
}

export type LoadConnection = ReturnType<typeof createLoadConnection>;

/** How long after its end a connection is made anew. */
const reconnectMs = 20;
const endOfHead = '\r\n\r\n';

/**
 * One kept connection that speaks just enough HTTP for a load: far cheaper than a client, so
 * that two cores are enough for the load and for what is under it.
 */
export function createLoadConnection(options: LoadConnectionOptions) {
  const { host, port, pipelining, onAnswer, onLost, onRoom } = options;
  let waiting: number[] = [];
  let received = '';
  let socket: Socket | null = null;
  let isOpen = false;
  let isClosed = false;
  let reconnecting: NodeJS.Timeout | undefined;

  const open = (): void => {
    received = '';
    const opened = connect({ host, port, noDelay: true });
    socket = opened;
    opened.setEncoding('latin1');
    opened.on('connect', () => {
      isOpen = true;
      onRoom();
    });
    opened.on('data', (text) => {
      received += String(text);
      readAnswers();
    });
    // What follows an error is 'close'.
    opened.on('error', () => {});
    opened.on('close', () => {
      isOpen = false;
      const lost = waiting;
      waiting = [];
      if (lost.length > 0) onLost(lost);
      if (!isClosed) reconnecting = setTimeout(open, reconnectMs);
    });
  };

  const readAnswers = (): void => {
    let from = 0;
    for (;;) {
      const headEnd = received.indexOf(endOfHead, from);
      if (headEnd === -1) break;
      const head = received.slice(from, headEnd);
      const end = headEnd + endOfHead.length + readLength(head);
      if (received.length < end) break;
      from = end;
      const sequence = waiting.shift();
      if (sequence !== undefined) {
        onAnswer({ sequence, status: Number(head.slice(9, 12)), retryAfter: readRetryAfter(head) });
      }
    }
    if (from === 0) return;
    received = received.slice(from);
    onRoom();
  };

  open();
  return {
    room: (): number => (isOpen ? pipelining - waiting.length : 0),
    send(sequences: readonly number[], text: string): void {
      waiting.push(...sequences);
      socket?.write(text, 'latin1');
    },
    close(): void {
      isClosed = true;
      clearTimeout(reconnecting);
      socket?.destroy();
    },
  };
}

function readLength(head: string): number {
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer without its length: ${head}`);
  return Number(length);
}

function readRetryAfter(head: string): number | null {
  const seconds = /\r\nretry-after: (\d+)/i.exec(head)?.[1];
  return seconds === undefined ? null : Number(seconds);
}
