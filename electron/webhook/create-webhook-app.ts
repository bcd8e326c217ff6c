/**
 * ① The webhook, as an Express application that never listens.
 *
 * Posture: reachable from the internet through the user's tunnel. A request without the
 * token is answered 404 before its body is read. Bodies are read as bytes, up to 64 KiB,
 * never inflated; what they hold is decided by events/. Answers say nothing about this
 * machine.
 */
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { Reason } from '../../shared/calls.ts';
import type { Receipt, ReceivedRequest } from '../../shared/received-request.ts';
import { authenticate } from './authenticate.ts';
import { answerTunnelChecks } from './check-route.ts';
import * as problems from './error-responses.ts';
import { sendProblem } from './error-responses.ts';

/** Largest body that is read, in bytes; TeleCMI's are under 1 KiB. */
const maximumBodyBytes = 64 * 1024;
/** After how many seconds a sender may try again when storing failed. */
const retryAfterSeconds = 5;

export interface WebhookDependencies {
  getToken: () => string;
  /** The answer to a tunnel check's nonce, once; null for one that is not waited for. */
  takeNonce: (nonce: string) => string | null;
  /** Takes a request through the later stages; what it resolves with is on disk, save `not_stored` and `overloaded`. Never rejects. */
  receive: (request: ReceivedRequest) => Promise<Receipt>;
  /** Keeps a request that was refused before its content could be looked at. Never rejects. */
  keepRefusal: (request: ReceivedRequest, answerStatus: number, reasons: Reason[]) => Promise<void>;
  reportError: (error: unknown) => void;
}

export function createWebhookApp(dependencies: WebhookDependencies): Express {
  const { getToken, takeNonce, receive, keepRefusal, reportError } = dependencies;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // The query is decoded together with the form, in events/, from its original text.
  app.set('query parser', false);

  const refuse = async (request: Request, response: Response, problem: typeof problems.notFound) => {
    await keepRefusal(toReceivedRequest(request), problem.status, [{ path: '', message: problem.detail }]);
    sendProblem(response, problem);
  };

  app.use(answerTunnelChecks(getToken, takeNonce));
  app.use(authenticate(getToken));
  app.use((request, response, next) => {
    if (request.method === 'POST' || request.method === 'GET') return next();
    response.set('Allow', 'GET, POST');
    return refuse(request, response, problems.methodNotAllowed);
  });
  app.use(express.raw({ type: () => true, limit: maximumBodyBytes, inflate: false }));
  app.use(async (request, response) => {
    sendReceipt(response, await receive(toReceivedRequest(request)));
  });
  app.use(((error: unknown, request, response, _next) => {
    const problem = problemOf(error);
    if (problem === null) reportError(error);
    if (response.headersSent || request.socket.destroyed) return;
    return refuse(request, response, problem ?? problems.notStored);
  }) satisfies ErrorRequestHandler);
  return app;
}

function toReceivedRequest(request: Request): ReceivedRequest {
  const body: unknown = request.body;
  const queryStart = request.originalUrl.indexOf('?');
  return {
    receivedAt: Date.now(),
    method: request.method,
    contentType: request.headers['content-type'] ?? null,
    query: queryStart === -1 ? '' : request.originalUrl.slice(queryStart + 1),
    body: Buffer.isBuffer(body) ? body : new Uint8Array(),
  };
}

function sendReceipt(response: Response, receipt: Receipt): void {
  switch (receipt.status) {
    case 'accepted':
    case 'duplicate':
      response.type('application/json').send(`{"status":"${receipt.status}"}`);
      break;
    case 'malformed':
      sendProblem(response, problems.malformed(receipt.reasons, receipt.position));
      break;
    case 'invalid':
      sendProblem(response, problems.invalid(receipt.reasons));
      break;
    case 'not_stored':
    case 'overloaded':
      response.set('Retry-After', String(retryAfterSeconds));
      sendProblem(response, receipt.status === 'overloaded' ? problems.overloaded : problems.notStored);
  }
}

/** The body parser's named failures; null for an error that nobody expected. */
function problemOf(error: unknown): typeof problems.notFound | null {
  const type = error instanceof Error && 'type' in error ? error.type : null;
  switch (type) {
    case 'entity.too.large':
      return problems.tooLarge;
    case 'encoding.unsupported':
      return problems.compressedBody;
    case 'request.aborted':
    case 'request.size.invalid':
      return problems.brokenBody;
    default:
      return null;
  }
}
