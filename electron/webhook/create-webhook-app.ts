/**
 * ① The webhook, as an Express application that never listens, behind its door.
 *
 * Posture: reachable from the internet through the user's tunnel, and from pages in this machine's
 * browsers. Only what has the token comes here (admit-requests.ts). Bodies are read as bytes, up to
 * 64 KiB, never inflated; what they hold is decided by events/. Answers say nothing about this machine.
 */
import type { RequestListener } from 'node:http';
import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import type { Reason } from '../../shared/calls.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import type { Handled, Receipt, ReceivedRequest } from '../../shared/received-request.ts';
import { type Answer, type Refusal, type RequestTrace, tokenPlaceholder } from '../../shared/requests.ts';
import { admitRequests, defaultRates, isFromBrowser, type Rates } from './admit-requests.ts';
import { webhookPath } from './authenticate.ts';
import * as problems from './error-responses.ts';
import { type Problem, retryAfter, sendAnswer, toAnswer } from './error-responses.ts';
import { forwardMarkHeader } from './forward-mark.ts';
import { type OwnSends, ownSendHeader } from './own-sends.ts';
import { readBody } from './read-body.ts';
import { createRequestHosts, hostNameOf } from './request-hosts.ts';
import { splitTarget } from './split-target.ts';
import type { TurnedAway } from './stray-requests.ts';
import { type StageTimes, traceAnswer } from './trace-request.ts';

/** Largest body that is read, in bytes; TeleCMI's are under 1 KiB. */
const maximumBodyBytes = 64 * 1024;
/** How many requests may be on their way through the later stages at one time. */
const maximumUnderWay = 256;
/** After how many seconds a sender may try again when storing failed. */
const storingRetrySeconds = 5;
const longestHost = 100;
/** What is written down as the path of each request that has the token. */
const maskedPath = webhookPath(tokenPlaceholder);

export interface WebhookDependencies {
  getToken: () => string;
  /** The public URL in the settings, empty for none: requests may be addressed to its host. */
  getPublicUrl: () => string;
  /** The answer to a tunnel check's nonce, once; null for one that is not waited for. */
  takeNonce: (nonce: string) => string | null;
  /** Takes a request through the later stages; what it resolves with is on disk, save `not_stored` and `overloaded`. Never rejects. */
  receive: (request: ReceivedRequest) => Promise<Handled>;
  /** Keeps a request that was refused before its content could be looked at; resolves with its number. Never rejects. */
  keepRefusal: (
    request: ReceivedRequest,
    refusal: Refusal,
    answerStatus: number,
    reasons: Reason[],
  ) => Promise<number | null>;
  /** How a request came and was answered; told after the answer. */
  keepTrace: (requestId: number, trace: RequestTrace) => void;
  /** A request was turned away at the door, and is about to be answered. */
  noteTurnedAway: (turnedAway: TurnedAway) => void;
  /** What DialPop sends to itself. */
  ownSends: Pick<OwnSends, 'take'>;
  /** Whether a request was forwarded from here, by the header that says so; whoever forwards is told. */
  takeCameBack?: (mark: string) => boolean;
  reportError: (error: unknown) => void;
  rates?: Rates;
}

export function createWebhookApp(dependencies: WebhookDependencies): RequestListener {
  const { getToken, getPublicUrl, takeNonce, receive, keepRefusal, keepTrace, noteTurnedAway, ownSends, reportError } =
    dependencies;
  const { takeCameBack = () => false } = dependencies;
  const hosts = createRequestHosts(getPublicUrl);
  let underWay = 0;
  const isFull = (): boolean => underWay >= maximumUnderWay;
  /** Counts what is under way by the work, not by the connection: who does not fetch an answer holds nothing up. */
  const count = async <Result>(work: Promise<Result>): Promise<Result> => {
    underWay += 1;
    try {
      return await work;
    } finally {
      underWay -= 1;
    }
  };

  /** Answers, and has it written down how the request came and was answered. */
  const answer = ({ request, response, times }: Exchange, requestId: number | null, answered: Answer): void => {
    if (requestId !== null) {
      const traced = { request, response, path: maskedPath, times, answer: answered };
      traceAnswer(traced, (trace) => keepTrace(requestId, trace));
    }
    sendAnswer(response, answered);
  };
  const refuse = async (exchange: Exchange, refusal: ContentRefusal): Promise<void> => {
    const { problem, headers } = problemOf(exchange.request, refusal);
    const reasons = [{ path: '', message: problem.detail }];
    const received = toReceivedRequest(exchange, new Uint8Array());
    const requestId = await count(keepRefusal(received, refusal, problem.status, reasons));
    if (requestId !== null) exchange.times.committedAt = performance.now();
    answer(exchange, requestId, toAnswer(problem, headers));
  };
  const shed = ({ request, response }: Exchange): void => {
    const overloaded = toAnswer(problems.overloaded, retryAfter(1));
    noteTurnedAway({ request, response, reason: 'overloaded', answer: overloaded });
    sendAnswer(response, overloaded);
  };

  /** What is wrong with a request before its body is looked at. */
  const findRefusal = (request: Request): ContentRefusal | null => {
    const mark = request.get(forwardMarkHeader);
    if (mark !== undefined && takeCameBack(mark)) return 'forwarded_to_itself';
    if (isFromBrowser(request)) return 'from_browser';
    const name = hostNameOf(request);
    if (name === null || !hosts.isAllowed(name)) return 'wrong_host';
    return request.method === 'POST' || request.method === 'GET' ? null : 'wrong_method';
  };
  /** The request with whatever DialPop announced of it, where it sent it itself. */
  const toReceivedRequest = ({ request, receivedAt }: Exchange, body: Uint8Array): ReceivedRequest => {
    const mark = request.get(ownSendHeader);
    const own = mark === undefined ? null : ownSends.take(mark);
    return {
      receivedAt,
      method: request.method,
      contentType: request.headers['content-type'] ?? null,
      query: splitTarget(request.originalUrl).query,
      body,
      ...(own === null ? {} : { own }),
    };
  };

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // The query is decoded together with the form, in events/, from its original text.
  app.set('query parser', false);

  app.use(async (request, response) => {
    const exchange = beginExchange(request, response);
    const refusal = findRefusal(request);
    if (refusal !== null) return refuse(exchange, refusal);
    const read = await readBody(request, maximumBodyBytes, () => askForBody(request, response));
    // Who went away in the middle of the body is not there to be told.
    if (read.status === 'broken') return;
    if (read.status !== 'read') return refuse(exchange, read.status);
    exchange.times.readAt = performance.now();
    // Many may have been read since this one was let in.
    if (isFull()) return shed(exchange);
    const handled = await count(receive(toReceivedRequest(exchange, read.body)));
    exchange.times.parsedAt = handled.parsedAt;
    exchange.times.committedAt = handled.committedAt;
    answer(exchange, handled.requestId, answerTo(handled.receipt));
  });
  app.use(((error: unknown, _request, response, _next) => {
    reportError(error);
    if (!response.headersSent) sendAnswer(response, answerTo({ status: 'not_stored' }));
  }) satisfies ErrorRequestHandler);
  return admitRequests(
    { getToken, takeNonce, hosts, isFull, note: noteTurnedAway, rates: dependencies.rates ?? defaultRates },
    app,
  );
}

/** One request on its way to its answer. */
interface Exchange {
  request: Request;
  response: Response;
  /** Epoch ms. */
  receivedAt: number;
  times: StageTimes;
}

const beginExchange = (request: Request, response: Response): Exchange => ({
  request,
  response,
  receivedAt: Date.now(),
  times: { startedAt: performance.now(), readAt: null, parsedAt: null, committedAt: null },
});

/** Why a request is refused whatever it says. */
type ContentRefusal = Exclude<Refusal, 'malformed' | 'invalid'>;

function problemOf(request: Request, refusal: ContentRefusal): { problem: Problem; headers?: Answer['headers'] } {
  switch (refusal) {
    case 'forwarded_to_itself':
      return { problem: problems.forwardedToItself };
    case 'from_browser':
      return { problem: problems.fromBrowser };
    case 'wrong_host': {
      const name = hostNameOf(request);
      return { problem: problems.wrongHost(name === null ? null : toPlainText(name, longestHost)) };
    }
    case 'wrong_method':
      return { problem: problems.methodNotAllowed, headers: { Allow: 'GET, POST' } };
    case 'too_large':
      return { problem: problems.tooLarge };
    case 'compressed':
      return { problem: problems.compressedBody };
  }
}

/** A sender that asks before it sends the body is told to go on only here, where nothing else is wrong any more. */
function askForBody(request: Request, response: Response): void {
  if (request.headers.expect !== undefined) response.writeContinue();
}

function answerTo(receipt: Receipt): Answer {
  switch (receipt.status) {
    case 'accepted':
    case 'duplicate':
      return {
        status: 200,
        headers: { 'Content-Type': 'application/json; charset=utf-8' },
        body: `{"status":"${receipt.status}"}`,
      };
    case 'malformed':
      return toAnswer(problems.malformed(receipt.reasons, receipt.position));
    case 'invalid':
      return toAnswer(problems.invalid(receipt.reasons));
    case 'not_stored':
      return toAnswer(problems.notStored, retryAfter(storingRetrySeconds));
    case 'overloaded':
      return toAnswer(problems.overloaded, retryAfter(1));
  }
}
