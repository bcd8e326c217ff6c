import type { RequestTrace } from '../../shared/requests.ts';

/** How a request came that was accepted at once. */
export const traceOf = (changes: Partial<RequestTrace> = {}): RequestTrace => ({
  path: '/hook/{token}',
  httpVersion: '1.1',
  headers: [
    ['Host', 'crm.example'],
    ['User-Agent', 'TeleCMI-Café/2.1'],
  ],
  remoteAddress: '127.0.0.1',
  times: { read: 1, parsed: 1.5, committed: 2, answered: 2.5 },
  answer: { status: 200, headers: {}, body: '{"status":"accepted"}' },
  ...changes,
});
