import { join } from 'node:path';
import type { JsonObject } from '../../shared/json.ts';
import { postJson, validEvent } from './requests.ts';
import { openHistory, sample } from './webhook-fixture.ts';

export interface PastCall {
  receivedAt: number;
  fields?: JsonObject;
}

/** Writes calls of other days into the history of an app that does not run yet, the oldest first. */
export function seedPastCalls(userData: string, calls: readonly PastCall[]): void {
  const { database, history } = openHistory(join(userData, 'history.sqlite'));
  // Nobody is told that it is stored: waiting for the disk at each call takes seconds where the disk is busy.
  database.exec('PRAGMA synchronous = OFF');
  for (const [index, { receivedAt, fields = {} }] of calls.entries()) {
    const id = `past-${index}`;
    const request = postJson({
      ...sample('outgoing-started').fields,
      cmiuuid: id,
      conversation_uuid: id,
      time: receivedAt - 400,
      ...fields,
    });
    history.recordEvent({ ...request, receivedAt }, validEvent(request));
  }
  history.markNewestCallsRead(Number.MAX_SAFE_INTEGER, null);
  history.closeOpenPopupOutcomes();
  history.close();
}
