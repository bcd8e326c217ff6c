/**
 * ① The webhook, as an Express application that never listens, behind its door.
 *
 * Posture: reachable from the internet through the user's tunnel, and from pages in this machine's
 * browsers. Only what has the token comes here (admit-requests.ts). Bodies are read as bytes, up to
 * 64 KiB, never inflated; what they hold is decided by events/. Answers say nothing about this machine.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import { isFromBrowser } from '../../shared/browser-headers.ts';
import type { Reason } from '../../shared/calls.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import type { Handled, Receipt, ReceivedRequest } from '../../shared/received-request.ts';
import type { Answer, Refusal, RequestTrace } from '../../shared/requests.ts';
import { admitRequests, defaultRates, type Rates } from './admit-requests.ts';
import type { AnswerController } from './answer-control.ts';
import { toChosenAnswer } from './chosen-answer.ts';
import * as problems from './error-responses.ts';
import { type Problem, retryAfter, sendAnswer, toAnswer } from './error-responses.ts';
import { forwardMarkHeader } from './forward-mark.ts';
import { type OwnSends, takeOwnSending } from './own-sends.ts';
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

export interface WebhookDependencies {
  /** The token; null while it is unknown because the settings cannot be read. */
  getToken: () => string | null;
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
  /** A stored request's answer waits, because a person chose that. */
  noteHeld: (requestId: number) => void;
  /** How a request came and was answered; told after the answer. */
  keepTrace: (requestId: number, trace: RequestTrace) => void;
  /** A request was turned away at the door, and is about to be answered. */
  noteTurnedAway: (turnedAway: TurnedAway) => void;
  /** A request that may have the token was asked to try again, because the token is unknown. */
  noteTokenUnknown?: () => void;
  /** What a person chose as the next answers. */
  answers: Pick<AnswerController, 'take' | 'hold'>;
  /** What DialPop sends to itself. */
  ownSends: Pick<OwnSends, 'take'>;
  /** Whether a request was forwarded from here, by the header that says so; whoever forwards is told. */
  takeCameBack?: (mark: string) => boolean;
  /** Imports a file for the terminal, see import-route.ts; without it, no one does. */
  answerImport?: (request: IncomingMessage, response: ServerResponse, path: string) => boolean;
  reportError: (error: unknown) => void;
  rates?: Rates;
}

export function createWebhookApp(dependencies: WebhookDependencies): RequestListener {
  const { getToken, getPublicUrl, takeNonce, receive, keepRefusal, keepTrace } = dependencies;
  const { noteHeld, noteTurnedAway, answers, ownSends, reportError } = dependencies;
  const { noteTokenUnknown = () => {}, takeCameBack = () => false } = dependencies;
  const { answerImport = () => false } = dependencies;
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

  /** Has it written down, after the answer, how a stored request came and what it is answered with. */
  const trace = (exchange: Exchange, requestId: number, answer: Answer): void =>
    traceAnswer({ ...exchange, answer, token: getToken() ?? '' }, (traced) => keepTrace(requestId, traced));
  /** Answers a stored request as a person chose, else as it is; one that was not stored must always be told so. */
  const answer = async (exchange: Exchange, requestId: number | null, own: Answer): Promise<void> => {
    const { response } = exchange;
    if (requestId === null) return sendAnswer(response, own);
    const chosen = answers.take();
    const answered = chosen === null ? own : toChosenAnswer(own, chosen);
    trace(exchange, requestId, answered);
    if (chosen !== null && chosen.delayMs > 0) {
      noteHeld(requestId);
      // Nothing is under way any more: who waits here takes no place from others.
      await answers.hold(response, chosen.delayMs);
      if (response.closed) return;
    }
    sendAnswer(response, answered);
  };
  /** Keeps a request whose body is not wanted. Resolves with its number and the answer to it. */
  const keepRefused = async (exchange: Exchange, refusal: ContentRefusal) => {
    const { problem, headers } = problemOf(exchange.request, refusal);
    const reasons = [{ path: '', message: problem.detail }];
    const received = toReceivedRequest(exchange, new Uint8Array());
    const requestId = await count(keepRefusal(received, refusal, problem.status, reasons));
    if (requestId !== null) exchange.times.committedAt = performance.now();
    return { requestId, own: toAnswer(problem, headers) };
  };
  const refuse = async (exchange: Exchange, refusal: ContentRefusal): Promise<void> => {
    const { requestId, own } = await keepRefused(exchange, refusal);
    await answer(exchange, requestId, own);
  };
  /** Who went away in the middle of the body is not there to be told, but it is written down. */
  const keepBrokenOff = async (exchange: Exchange): Promise<void> => {
    const { requestId, own } = await keepRefused(exchange, 'broken_off');
    if (requestId !== null) trace(exchange, requestId, own);
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
    if (isFromBrowser(Object.keys(request.headers))) return 'from_browser';
    const name = hostNameOf(request);
    if (name === null || !hosts.isAllowed(name)) return 'wrong_host';
    return request.method === 'POST' || request.method === 'GET' ? null : 'wrong_method';
  };
  /** The request with whatever DialPop announced of it, where it sent it itself. */
  const toReceivedRequest = ({ request, receivedAt }: Exchange, body: Uint8Array): ReceivedRequest => ({
    receivedAt,
    method: request.method,
    contentType: request.headers['content-type'] ?? null,
    query: splitTarget(request.originalUrl).query,
    body,
    ...takeOwnSending(request, ownSends),
  });

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
    if (read.status === 'broken') return keepBrokenOff(exchange);
    if (read.status !== 'read') return refuse(exchange, read.status);
    exchange.times.readAt = performance.now();
    // Many may have been read since this one was let in.
    if (isFull()) return shed(exchange);
    const handled = await count(receive(toReceivedRequest(exchange, read.body)));
    exchange.times.parsedAt = handled.parsedAt;
    exchange.times.committedAt = handled.committedAt;
    await answer(exchange, handled.requestId, answerTo(handled.receipt));
  });
  app.use(((error: unknown, _request, response, _next) => {
    reportError(error);
    if (!response.headersSent) sendAnswer(response, answerTo({ status: 'not_stored' }));
  }) satisfies ErrorRequestHandler);
  return admitRequests(
    {
      getToken,
      takeNonce,
      answerImport,
      hosts,
      isFull,
      note: noteTurnedAway,
      noteTokenUnknown,
      rates: dependencies.rates ?? defaultRates,
    },
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
    case 'broken_off':
      return { problem: problems.brokenOff };
  }
}

/** A sender that asks before it sends the body is told to go on only here, where nothing else is wrong any more. */
function askForBody(request: Request, response: Response): void {
  if (/^100-continue$/i.test(request.headers.expect ?? '')) response.writeContinue();
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
