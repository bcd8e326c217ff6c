import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { withoutConnectionHeaders } from '../../shared/connection-headers.ts';
import type { Answer, Header } from '../../shared/requests.ts';
import { describeSendFailure } from './describe-send-failure.ts';

/** How long an answer may take, unless told otherwise. */
const defaultTimeoutMs = 10_000;
/** What is kept of an answer's body, in bytes; the rest is not read. */
const maximumAnswerBytes = 64 * 1024;

export interface OutgoingRequest {
  /** `http:` or `https:`; path and query are sent to the letter, nothing in them is resolved or encoded. */
  url: string;
  method: string;
  /** Sent in this order and spelling, save those about the connection; `Host` and `Content-Length` are set where absent. */
  headers: readonly Header[];
  body: Uint8Array;
  /** Ends it early. */
  signal?: AbortSignal;
  /** How long the whole may take, to the end of the answer. */
  timeoutMs?: number;
}

export type SendResult =
  | { ok: true; answer: Answer; tookMs: number }
  /** In words, for people. */
  | { ok: false; message: string };

/**
 * Sends one request as it is told to, over a connection of its own. Follows no redirects, sends no cookies, and
 * reads at most 64 KiB of the answer.
 *
 * @returns never rejects
 */
export async function sendRequest(outgoing: OutgoingRequest): Promise<SendResult> {
  const { signal, timeoutMs = defaultTimeoutMs } = outgoing;
  const timeout = AbortSignal.timeout(timeoutMs);
  const startedAt = performance.now();
  try {
    const answer = await exchange(outgoing, signal === undefined ? timeout : AbortSignal.any([signal, timeout]));
    return { ok: true, answer, tookMs: performance.now() - startedAt };
  } catch (error) {
    const ended = signal?.aborted ? 'cancelled' : timeout.aborted ? 'timed_out' : null;
    return { ok: false, message: describeSendFailure(error, ended, timeoutMs) };
  }
}

function exchange({ url, method, headers, body }: OutgoingRequest, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { protocol, hostname, port, target } = splitUrl(url);
    const send = protocol === 'https:' ? httpsRequest : httpRequest;
    const host = port === '' ? hostname : `${hostname}:${port}`;
    const request: ClientRequest = send({
      // Without the brackets of an IPv6 address.
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port,
      method,
      path: target,
      // As a flat list Node writes them as they are.
      headers: toOutgoingHeaders(headers, host, method, body.byteLength).flat(),
      agent: false,
      signal,
    });
    request.once('response', (response) => void readAnswer(response).then(resolve, reject));
    // What fails after the answer is there changes nothing.
    request.on('error', reject);
    request.end(body);
  });
}

/** The URL class would write path and query anew, so it only tells whom to connect to. */
function splitUrl(url: string): { protocol: string; hostname: string; port: string; target: string } {
  const { protocol, hostname, port } = new URL(url);
  const [, target = ''] = /^[a-z]+:\/\/[^/?#]*(.*)$/is.exec(url) ?? [];
  return { protocol, hostname, port, target: target.startsWith('/') ? target : `/${target}` };
}

/**
 * The headers that are sent: of those given the ones that are not about the connection they came by, with one
 * `Host` and a `Content-Length` that is true, each in its place and spelling where it was given.
 */
function toOutgoingHeaders(headers: readonly Header[], host: string, method: string, bodyBytes: number): Header[] {
  const kept = withoutConnectionHeaders(headers);
  const first = (wanted: string) => kept.find(([name]) => name.toLowerCase() === wanted);
  const [hostHeader, lengthHeader] = [first('host'), first('content-length')];
  const needsLength = bodyBytes > 0 || !['GET', 'HEAD', 'OPTIONS', 'DELETE'].includes(method);
  const outgoing = kept.flatMap((header): Header[] => {
    const [name] = header;
    // A second one of these makes the request mean two things.
    if (name.toLowerCase() === 'host') return header === hostHeader ? [header] : [];
    if (name.toLowerCase() === 'content-length') return header === lengthHeader ? [[name, String(bodyBytes)]] : [];
    return [header];
  });
  if (hostHeader === undefined) outgoing.unshift(['Host', host]);
  if (lengthHeader === undefined && needsLength) outgoing.push(['Content-Length', String(bodyBytes)]);
  return outgoing;
}

function readAnswer(response: IncomingMessage): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const finish = (): void => {
      const body = Buffer.concat(chunks).subarray(0, maximumAnswerBytes).toString('utf8');
      resolve({ status: response.statusCode ?? 0, headers: joinHeaders(response), body });
    };
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes < maximumAnswerBytes) return;
      finish();
      response.destroy();
    });
    response.on('end', finish);
    response.on('error', reject);
  });
}

/** A header that came several times is one, as HTTP has it; names are in lower case. */
function joinHeaders({ headersDistinct }: IncomingMessage): Answer['headers'] {
  return Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values]): [string, string] => [name, (values ?? []).join(', ')]),
  );
}
