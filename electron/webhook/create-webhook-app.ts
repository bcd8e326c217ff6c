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
import type { Receipt, ReceivedRequest } from '../../shared/received-request.ts';
import { admitRequests, defaultRates, isFromBrowser, type Rates } from './admit-requests.ts';
import * as problems from './error-responses.ts';
import { type Problem, retryAfter, sendProblem } from './error-responses.ts';
import { readBody } from './read-body.ts';
import { createRequestHosts, hostNameOf } from './request-hosts.ts';
import type { TurnedAway } from './turned-away.ts';

/** Largest body that is read, in bytes; TeleCMI's are under 1 KiB. */
const maximumBodyBytes = 64 * 1024;
/** How many requests may be on their way through the later stages at one time. */
const maximumUnderWay = 256;
/** After how many seconds a sender may try again when storing failed. */
const storingRetrySeconds = 5;
const longestHost = 100;

export interface WebhookDependencies {
  getToken: () => string;
  /** The public URL in the settings, empty for none: requests may be addressed to its host. */
  getPublicUrl: () => string;
  /** The answer to a tunnel check's nonce, once; null for one that is not waited for. */
  takeNonce: (nonce: string) => string | null;
  /** Takes a request through the later stages; what it resolves with is on disk, save `not_stored` and `overloaded`. Never rejects. */
  receive: (request: ReceivedRequest) => Promise<Receipt>;
  /** Keeps a request that was refused before its content could be looked at. Never rejects. */
  keepRefusal: (request: ReceivedRequest, answerStatus: number, reasons: Reason[]) => Promise<void>;
  /** A request was turned away at the door; nothing of it is kept. */
  noteTurnedAway: (why: TurnedAway) => void;
  reportError: (error: unknown) => void;
  rates?: Rates;
}

export function createWebhookApp(dependencies: WebhookDependencies): RequestListener {
  const { getToken, getPublicUrl, takeNonce, receive, keepRefusal, noteTurnedAway, reportError } = dependencies;
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

  const refuse = async (request: Request, response: Response, problem: Problem, headers = {}): Promise<void> => {
    const reasons = [{ path: '', message: problem.detail }];
    await count(keepRefusal(toReceivedRequest(request, new Uint8Array()), problem.status, reasons));
    sendProblem(response, problem, headers);
  };
  const shed = (response: Response): void => {
    noteTurnedAway('overloaded');
    sendReceipt(response, { status: 'overloaded' });
  };

  /** What is wrong with a request before its body is looked at. */
  const findProblem = (request: Request): Problem | null => {
    if (isFromBrowser(request)) return problems.fromBrowser;
    const name = hostNameOf(request);
    if (name === null || !hosts.isAllowed(name)) {
      return problems.wrongHost(name === null ? null : toPlainText(name, longestHost));
    }
    return request.method === 'POST' || request.method === 'GET' ? null : problems.methodNotAllowed;
  };

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // The query is decoded together with the form, in events/, from its original text.
  app.set('query parser', false);

  app.use(async (request, response) => {
    const problem = findProblem(request);
    if (problem !== null) {
      return refuse(request, response, problem, problem === problems.methodNotAllowed ? { Allow: 'GET, POST' } : {});
    }
    const read = await readBody(request, maximumBodyBytes, () => askForBody(request, response));
    // Who went away in the middle of the body is not there to be told.
    if (read.status === 'broken') return;
    if (read.status !== 'read') return refuse(request, response, bodyProblems[read.status]);
    // Many may have been read since this one was let in.
    if (isFull()) return shed(response);
    sendReceipt(response, await count(receive(toReceivedRequest(request, read.body))));
  });
  app.use(((error: unknown, _request, response, _next) => {
    reportError(error);
    if (!response.headersSent) sendReceipt(response, { status: 'not_stored' });
  }) satisfies ErrorRequestHandler);
  return admitRequests(
    { getToken, takeNonce, hosts, isFull, note: noteTurnedAway, rates: dependencies.rates ?? defaultRates },
    app,
  );
}

const bodyProblems = { compressed: problems.compressedBody, too_large: problems.tooLarge } as const;

/** A sender that asks before it sends the body is told to go on only here, where nothing else is wrong any more. */
function askForBody(request: Request, response: Response): void {
  if (request.headers.expect !== undefined) response.writeContinue();
}

function toReceivedRequest(request: Request, body: Uint8Array): ReceivedRequest {
  const queryStart = request.originalUrl.indexOf('?');
  return {
    receivedAt: Date.now(),
    method: request.method,
    contentType: request.headers['content-type'] ?? null,
    query: queryStart === -1 ? '' : request.originalUrl.slice(queryStart + 1),
    body,
  };
}

function sendReceipt(response: Response, receipt: Receipt): void {
  switch (receipt.status) {
    case 'accepted':
    case 'duplicate': {
      const body = `{"status":"${receipt.status}"}`;
      response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length });
      response.end(body);
      break;
    }
    case 'malformed':
      sendProblem(response, problems.malformed(receipt.reasons, receipt.position));
      break;
    case 'invalid':
      sendProblem(response, problems.invalid(receipt.reasons));
      break;
    case 'not_stored':
      sendProblem(response, problems.notStored, retryAfter(storingRetrySeconds));
      break;
    case 'overloaded':
      sendProblem(response, problems.overloaded, retryAfter(1));
  }
}
