import { createSampleEvent, documentedIds } from '../../shared/sample-events.ts';
import type { ForwardableRequest } from '../history/forward-reader.ts';

/** The documented event as TeleCMI sends it, with a header that tells it from a real one. */
export function makeTestRequest(): ForwardableRequest {
  return {
    id: 0,
    receivedAt: Date.now(),
    method: 'POST',
    query: '',
    contentType: 'application/json',
    body: new TextEncoder().encode(JSON.stringify(createSampleEvent('a', documentedIds))),
    headers: [
      ['Content-Type', 'application/json'],
      ['X-DialPop-Test', '1'],
    ],
    attempts: 0,
  };
}
