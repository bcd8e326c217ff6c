/** An HTTP answer, read off the wire without the help of what would make it right. */
export interface WireAnswer {
  status: number;
  /** By names in lower case. */
  headers: ReadonlyMap<string, string>;
  body: string;
}

export type ReadAnswer =
  | { state: 'whole'; answer: WireAnswer; rest: Buffer }
  | { state: 'partial' }
  | { state: 'broken'; detail: string };

const partial: ReadAnswer = { state: 'partial' };
const headEnd = Buffer.from('\r\n\r\n');

/**
 * Reads the first answer of what has arrived; interim answers (1xx) are left out.
 *
 * @param hasNoBody the answer to a HEAD: its length is another one's. Null where that is not known
 */
export function readAnswer(arrived: Buffer, hasNoBody: boolean | null): ReadAnswer {
  const end = arrived.indexOf(headEnd);
  if (end === -1) return partial;
  const [statusLine = '', ...headerLines] = arrived.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
  if (!status) return { state: 'broken', detail: `no status line: ${JSON.stringify(statusLine.slice(0, 200))}` };
  const rest = arrived.subarray(end + headEnd.length);
  if (status < 200) return readAnswer(rest, hasNoBody);
  const headers = new Map(headerLines.map(splitHeader));
  const answer: WireAnswer = { status, headers, body: '' };
  if (hasNoBody === true) return { state: 'whole', answer, rest };
  const length = headers.get('content-length');
  if (length === undefined) return readWithoutLength(answer, rest, hasNoBody === null);
  const bodyLength = Number(length);
  // Behind the head of an answer to a HEAD the next answer begins at once.
  if (hasNoBody === null && rest.subarray(0, 9).toString('latin1') === 'HTTP/1.1 ') {
    return { state: 'whole', answer, rest };
  }
  if (rest.byteLength < bodyLength) return partial;
  const body = rest.subarray(0, bodyLength).toString('utf8');
  return { state: 'whole', answer: { ...answer, body }, rest: rest.subarray(bodyLength) };
}

const emptyChunks = Buffer.from('0\r\n\r\n');

/**
 * Node's own answers: to what is no HTTP they end with the connection, to an unknown Expect they are empty and
 * chunked, or to a HEAD nothing more than their head.
 */
function readWithoutLength(answer: WireAnswer, rest: Buffer, mayHaveNoBody: boolean): ReadAnswer {
  const coding = answer.headers.get('transfer-encoding');
  if (answer.headers.get('connection') === 'close' && coding === undefined) {
    return { state: 'whole', answer: { ...answer, body: rest.toString('utf8') }, rest: Buffer.alloc(0) };
  }
  if (coding === 'chunked') {
    const begin = rest.subarray(0, emptyChunks.length);
    if (begin.equals(emptyChunks)) return { state: 'whole', answer, rest: rest.subarray(emptyChunks.length) };
    if (emptyChunks.subarray(0, begin.length).equals(begin)) return partial;
  }
  const nextBegins = rest.byteLength === 0 || rest.subarray(0, 9).toString('latin1') === 'HTTP/1.1 ';
  if (mayHaveNoBody && coding === undefined && nextBegins) return { state: 'whole', answer, rest };
  return { state: 'broken', detail: `an answer ${answer.status} without a length, ${coding ?? 'and not chunked'}` };
}

function splitHeader(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

/** All answers of a connection that has ended; the last one may lack its body, being that of a HEAD. */
export function readAllAnswers(arrived: Buffer): { answers: WireAnswer[]; broken: string | null } {
  const answers: WireAnswer[] = [];
  let rest = arrived;
  while (rest.byteLength > 0) {
    let read = readAnswer(rest, null);
    if (read.state === 'partial') read = readAnswer(rest, true);
    if (read.state === 'partial') return { answers, broken: null };
    if (read.state === 'broken') return { answers, broken: read.detail };
    answers.push(read.answer);
    rest = read.rest;
  }
  return { answers, broken: null };
}
