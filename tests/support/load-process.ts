/** The process that makes a load, so that the test itself is not in its way. Started by `load-generator.ts` only. */
import { createLoadConnection, type LoadAnswer, type LoadConnection } from './load-connection.ts';
import { type FromLoad, type LoadOptions, type LoadProgress, loadEventId, type ToLoad } from './load-messages.ts';
import { createLoadRecorder } from './load-records.ts';
import { sample } from './samples.ts';

const progressMs = 50;
/** How often it is looked for requests that fall due. */
const tickMs = 1;

const tell = (message: FromLoad): void => void process.send?.(message);

/** The text of each request: a valid event of a call of its own, all of one length. */
function createRequestText({ url, idPrefix }: LoadOptions): (sequence: number) => string {
  const { host, pathname } = new URL(url);
  const toBody = (id: string, number: string): string =>
    JSON.stringify({ ...sample('outgoing-started').fields, cmiuuid: id, conversation_uuid: id, to: number });
  const [idMark, numberMark] = ['<id>', '<number>'];
  const parts = toBody(idMark, numberMark).split(/(<id>|<number>)/);
  const numberOf = (sequence: number): string => `4420${String(sequence).padStart(8, '0')}`;
  const length = Buffer.byteLength(toBody(loadEventId(idPrefix, 0), numberOf(0)));
  const head = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
  return (sequence) => {
    const id = loadEventId(idPrefix, sequence);
    const number = numberOf(sequence);
    let text = head;
    for (const part of parts) text += part === idMark ? id : part === numberMark ? number : part;
    return text;
  };
}

function startLoad(options: LoadOptions): { stop: () => void } {
  const { ratePerSecond, durationMs, drainMs, sendsLate } = options;
  const { hostname, port } = new URL(options.url);
  const toText = createRequestText(options);
  const recorder = createLoadRecorder();
  const sentAt: number[] = [];
  const progress: LoadProgress = { sent: 0, answered: 0, acknowledged: 0, shed: 0 };
  const startedAt = performance.now();
  let dueEndsAt = durationMs === null ? Number.POSITIVE_INFINITY : startedAt + durationMs;
  let underWay = 0;

  const isDraining = (): boolean => performance.now() >= dueEndsAt;
  const dueAt = (sequence: number): number =>
    ratePerSecond === null ? (sentAt[sequence] ?? Number.NaN) : startedAt + (sequence / ratePerSecond) * 1000;

  /** How many requests have fallen due; in a closed loop, whatever there is room for. */
  const countDue = (): number => {
    if (ratePerSecond === null) return isDraining() ? progress.sent : Number.POSITIVE_INFINITY;
    return Math.floor(((Math.min(performance.now(), dueEndsAt) - startedAt) / 1000) * ratePerSecond);
  };

  const noteAnswer = ({ sequence, status, retryAfter }: LoadAnswer): void => {
    underWay -= 1;
    progress.answered += 1;
    if (status === 200) progress.acknowledged += 1;
    if (status === 429 || status === 503) progress.shed += 1;
    recorder.noteAnswer(sequence, status, retryAfter, performance.now() - dueAt(sequence));
  };

  const connections = Array.from({ length: options.connections }, () =>
    createLoadConnection({
      host: hostname,
      port: Number(port),
      pipelining: options.pipelining,
      onAnswer: noteAnswer,
      onLost: (sequences) => {
        underWay -= sequences.length;
      },
      onRoom: () => ratePerSecond === null && fill(),
    }),
  );

  let turn = 0;
  /** The next one in turn that has room besides what it is about to be given; undefined where none has. */
  const takeConnection = (batches: ReadonlyMap<LoadConnection, number[]>): LoadConnection | undefined => {
    for (let tried = 0; tried < connections.length; tried += 1) {
      turn = (turn + 1) % connections.length;
      const connection = connections[turn];
      if (connection !== undefined && connection.room() > (batches.get(connection)?.length ?? 0)) return connection;
    }
    return undefined;
  };

  /** Sends what is due, spread over the connections that have room. */
  const fill = (): void => {
    const due = isDraining() && !sendsLate ? progress.sent : countDue();
    const batches = new Map<LoadConnection, number[]>();
    while (progress.sent < due) {
      const connection = takeConnection(batches);
      if (connection === undefined) break;
      batches.set(connection, [...(batches.get(connection) ?? []), progress.sent]);
      progress.sent += 1;
    }
    for (const [connection, sequences] of batches) {
      for (const sequence of sequences) {
        sentAt[sequence] = performance.now();
        recorder.noteSent(sequence);
      }
      underWay += sequences.length;
      connection.send(sequences, sequences.map(toText).join(''));
    }
  };

  const end = (): void => {
    clearInterval(ticking);
    clearInterval(telling);
    for (const connection of connections) connection.close();
    tell({ type: 'progress', progress });
    tell({ type: 'done', records: recorder.end(Math.max(progress.sent, countDue())) });
  };

  const ticking = setInterval(() => {
    fill();
    if (!isDraining()) return;
    const isComplete = underWay === 0 && (!sendsLate || progress.sent >= countDue());
    if (isComplete || performance.now() >= dueEndsAt + drainMs) end();
  }, tickMs);
  const telling = setInterval(() => tell({ type: 'progress', progress }), progressMs);
  return {
    stop: () => {
      dueEndsAt = Math.min(dueEndsAt, performance.now());
    },
  };
}

let load: { stop: () => void } | null = null;
process.on('message', (message: ToLoad) => {
  if (message.type === 'stop') load?.stop();
  else load = startLoad(message.options);
});
process.on('disconnect', () => process.exit());
