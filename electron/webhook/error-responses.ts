import type { Response } from 'express';
import type { Reason } from '../../shared/calls.ts';
import type { TextPosition } from '../../shared/received-request.ts';

/**
 * Every answer that is no success, as RFC 9457 problem JSON. None says anything about
 * this machine: no stack, no version, no path.
 */
interface Problem extends Partial<TextPosition> {
  status: number;
  title: string;
  detail: string;
  errors?: Reason[];
}

export function sendProblem(response: Response, problem: Problem): void {
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', ...problem }));
}

export const notFound: Problem = { status: 404, title: 'Not Found', detail: 'There is nothing here.' };

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

export const compressedBody: Problem = {
  status: 415,
  title: 'Unsupported Media Type',
  detail: 'The webhook takes bodies that are not compressed.',
};

export const brokenBody: Problem = { status: 400, title: 'Bad Request', detail: 'The body could not be read.' };

export const notStored: Problem = {
  status: 503,
  title: 'Service Unavailable',
  detail: 'The request could not be stored. Please send it again.',
};

export const overloaded: Problem = {
  status: 503,
  title: 'Service Unavailable',
  detail: 'Too many requests at once. Please send it again.',
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
