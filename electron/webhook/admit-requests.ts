/**
 * The door of the listener: what every request passes before anything else is done with it.
 *
 * Posture: whoever finds the tunnel's address can send here, as much as they like. Who does not know the token
 * gets one and the same 404, whatever was asked, and in a flood a 429; neither costs the requests with the
 * token anything. Those are bounded by what is under way, and by a rate for each source where a tunnel names
 * it. An answer at the door costs no routing, no body and no disk.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isFromBrowser } from '../../shared/browser-headers.ts';
import type { Answer, StrayReason } from '../../shared/requests.ts';
import { isWebhookPath, mayBeWebhookPath } from './authenticate.ts';
import { readCheckPath } from './check-route.ts';
import * as problems from './error-responses.ts';
import { retryAfter, sendAnswer, toAnswer } from './error-responses.ts';
import { createRateLimit, createSourceLimits, type Rate } from './rate-limit.ts';
import { hostNameOf, type RequestHosts } from './request-hosts.ts';
import { sourceOf } from './request-source.ts';
import { splitTarget } from './split-target.ts';
import type { TurnedAway } from './stray-requests.ts';

/** Proxies and tunnels add a dozen or two. */
const maximumHeaders = 100;
/** After how many seconds a sender may try again while the token is unknown. */
const notReadyRetrySeconds = 5;

export interface Rates {
  /** For all requests without the token together. */
  unknown: Rate;
  /** For the requests with the token from one source, where a tunnel names it. */
  source: Rate;
  /** How many sources are remembered. */
  maximumSources: number;
}

/** A large office makes some ten events a second. */
export const defaultRates: Rates = {
  unknown: { perSecond: 50, burst: 200 },
  source: { perSecond: 500, burst: 1000 },
  maximumSources: 1000,
};

export interface AdmitDependencies {
  /** The token; null while it is unknown because the settings cannot be read. */
  getToken: () => string | null;
  /** The answer to a tunnel check's nonce, once; null for one that is not waited for. */
  takeNonce: (nonce: string) => string | null;
  hosts: RequestHosts;
  /** Answers a request of our own terminal commands; returns whether it was one. */
  answerImport: (request: IncomingMessage, response: ServerResponse, path: string) => boolean;
  /** Whether as many requests are under way as may be. */
  isFull: () => boolean;
  note: (turnedAway: TurnedAway) => void;
  /** A request that may have the token was asked to try again, because the token is unknown. */
  noteTokenUnknown: () => void;
  rates: Rates;
}

/** Lets requests with the token through to `handle`, and answers all others. */
export function admitRequests(dependencies: AdmitDependencies, handle: RequestListener): RequestListener {
  const { getToken, takeNonce, answerImport, hosts, isFull, note, noteTokenUnknown, rates } = dependencies;
  const now = () => performance.now();
  const unknown = createRateLimit(rates.unknown, now);
  const sources = createSourceLimits(rates.source, rates.maximumSources, now);

  const turnAway = (request: IncomingMessage, response: ServerResponse, reason: StrayReason): void => {
    const answer = answers[reason];
    note({ request, response, reason, answer });
    sendAnswer(response, answer);
  };

  /** A nonce that arrives has come by the public URL, so the name it comes under is the tunnel's. */
  const answerCheck = (request: IncomingMessage, response: ServerResponse, path: string): boolean => {
    const check = request.method === 'GET' && !isFromBrowser(Object.keys(request.headers)) ? readCheckPath(path) : null;
    if (check === null || !isWebhookPath(check.webhookPath, getToken() ?? '')) return false;
    const answer = takeNonce(check.nonce);
    if (answer === null) return false;
    const name = hostNameOf(request);
    if (name !== null) hosts.learn(name);
    response.writeHead(200, { 'Cache-Control': 'no-store', 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(answer);
    return true;
  };

  const answerUnknown = (request: IncomingMessage, response: ServerResponse, path: string): void => {
    if (answerCheck(request, response, path) || answerImport(request, response, path)) return;
    if (!unknown.take()) turnAway(request, response, 'too_many_unknown');
    else if (getToken() === null && mayBeWebhookPath(path)) askAgain(response);
    else turnAway(request, response, 'unknown');
  };

  /** A 404 would tell TeleCMI that its URL is wrong, perhaps for good. */
  const askAgain = (response: ServerResponse): void => {
    noteTokenUnknown();
    sendAnswer(response, toAnswer(problems.notReady, retryAfter(notReadyRetrySeconds)));
  };

  const whyNot = (request: IncomingMessage): StrayReason | null => {
    const source = sourceOf(request.headers);
    if (source !== null && !sources.take(source)) return 'too_fast';
    return isFull() ? 'overloaded' : null;
  };

  return (request, response) => {
    if (request.rawHeaders.length > 2 * maximumHeaders) return turnAway(request, response, 'too_many_headers');
    const path = pathOf(request);
    const token = getToken();
    if (token === null || !isWebhookPath(path, token)) return answerUnknown(request, response, path);
    const why = whyNot(request);
    if (why !== null) return turnAway(request, response, why);
    handle(request, response);
  };
}

const answers: Record<StrayReason, Answer> = {
  unknown: toAnswer(problems.notFound),
  too_many_unknown: toAnswer(problems.tooManyRequests, retryAfter(1)),
  too_fast: toAnswer(problems.tooManyRequests, retryAfter(1)),
  overloaded: toAnswer(problems.overloaded, retryAfter(1)),
  too_many_headers: toAnswer(problems.tooManyHeaders),
};

/** Nothing for the days before HTTP 1.0, which Node still reads. */
const pathOf = ({ url = '', httpVersionMajor }: IncomingMessage): string =>
  httpVersionMajor < 1 ? '' : splitTarget(url).path;
