import type { ServerResponse } from 'node:http';
import type { Reason } from '../../shared/calls.ts';
import type { TextPosition } from '../../shared/received-request.ts';
import type { Answer } from '../../shared/requests.ts';
import { discardBody } from './read-body.ts';

/**
 * Every answer that is no success, as RFC 9457 problem JSON. None says anything about
 * this machine: no stack, no version, no path.
 */
export interface Problem extends Partial<TextPosition> {
  status: number;
  title: string;
  detail: string;
  errors?: Reason[];
}

/** A problem as it is told to a sender. */
export function toAnswer(problem: Problem, headers: Answer['headers'] = {}): Answer {
  return {
    status: problem.status,
    headers: { ...headers, 'Content-Type': 'application/problem+json; charset=utf-8' },
    body: JSON.stringify({ type: 'about:blank', ...problem }),
  };
}

/** Answers a request, whether or not its body was read, with no more work than that takes. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  const bytes = Buffer.from(body);
  // These two have no body, and no length of one.
  const length = status === 204 || status === 304 ? {} : { 'Content-Length': bytes.byteLength };
  response.writeHead(status, { ...headers, ...length });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
  if (!response.req.complete) discardBody(response.req);
}

/** In how many seconds a sender may come again. */
export const retryAfter = (seconds: number): Answer['headers'] => ({ 'Retry-After': String(seconds) });

export const notFound: Problem = { status: 404, title: 'Not Found', detail: 'There is nothing here.' };

export const fromBrowser: Problem = {
  status: 403,
  title: 'Forbidden',
  detail: 'The webhook takes no requests from a browser.',
};

/** @param host as it came, made fit to show; null where it was missing, double or no host */
export const wrongHost = (host: string | null): Problem => ({
  status: 403,
  title: 'Forbidden',
  detail:
    host === null
      ? 'The request does not say in one Host header which host it was addressed to.'
      : `The request was addressed to "${host}". If your tunnel begins there, enter it as the public address in the settings.`,
});

export const methodNotAllowed: Problem = {
  status: 405,
  title: 'Method Not Allowed',
  detail: 'The webhook takes POST and GET.',
};

export const tooLarge: Problem = {
  status: 413,
  title: 'Content Too Large',
  detail: 'The webhook takes bodies of up to 64 KiB.',
};

export const brokenOff: Problem = {
  status: 408,
  title: 'Request Timeout',
  detail: 'The request broke off in the middle of its body.',
};

export const compressedBody: Problem = {
  status: 415,
  title: 'Unsupported Media Type',
  detail: 'The webhook takes bodies that are not compressed.',
};

export const forwardedToItself: Problem = {
  status: 508,
  title: 'Loop Detected',
  detail: 'DialPop forwarded this request itself, and it came back.',
};

export const tooManyRequests: Problem = {
  status: 429,
  title: 'Too Many Requests',
  detail: 'Too many requests came at once. Please send it again a little later.',
};

export const tooManyHeaders: Problem = {
  status: 431,
  title: 'Request Header Fields Too Large',
  detail: 'The webhook takes requests with up to 100 headers.',
};

export const notStored: Problem = {
  status: 503,
  title: 'Service Unavailable',
  detail: 'The request could not be stored. Please send it again.',
};

export const notReady: Problem = {
  status: 503,
  title: 'Service Unavailable',
  detail: 'Requests cannot be taken at the moment. Please send it again a little later.',
};

export const overloaded: Problem = {
  status: 503,
  title: 'Service Unavailable',
  detail: 'More requests come than can be stored now. Please send it again a little later.',
};

export const malformed = (reasons: Reason[], position: TextPosition): Problem => ({
  status: 400,
  title: 'Malformed message',
  detail: reasons.map(({ message }) => message).join(' '),
  ...position,
  errors: reasons,
});

export const invalid = (reasons: Reason[]): Problem => ({
  status: 422,
  title: 'Not a valid TeleCMI event',
  detail: reasons.map(({ path, message }) => (path === '' ? message : `"${path}" ${message}.`)).join(' '),
  errors: reasons,
});
