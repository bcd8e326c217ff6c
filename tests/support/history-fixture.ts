import { join } from 'node:path';
import { parseQueryText } from '../../shared/call-query-text.ts';
import type { CallSummary, PopupOutcome } from '../../shared/calls.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { RecordedEvent } from '../../shared/received-request.ts';
import { postJson, validEvent } from './requests.ts';
import { sample } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { openHistory } from './webhook-fixture.ts';

export type TestHistory = ReturnType<typeof createTestHistory>;

/** A real history file of its own, to which events are written as the webhook does, without its HTTP. */
export function createTestHistory() {
  const folder = temporaryFolder();
  const file = join(folder.path, 'history.sqlite');
  let opened = openHistory(file);
  let events = 0;

  const record = (message: JsonObject, receivedAt = Date.now()): RecordedEvent => {
    const request = postJson(message);
    return opened.history.recordEvent({ ...request, receivedAt }, validEvent(request));
  };
  return {
    file,
    folder: folder.path,
    get history() {
      return opened.history;
    },
    get database() {
      return opened.database;
    },
    record,
    /** The start of a call of its own. Returns its id. */
    startCall(changes: JsonObject = {}, receivedAt = Date.now()): number {
      events += 1;
      const id = `leg-${String(events).padStart(4, '0')}`;
      const fields = {
        ...sample('outgoing-started').fields,
        cmiuuid: id,
        conversation_uuid: id,
        time: receivedAt - 120,
      };
      return record({ ...fields, ...changes }, receivedAt).call.id;
    },
    writePopup(recorded: RecordedEvent, outcome: PopupOutcome): void {
      opened.history.writePopupOutcome(recorded.eventId, outcome);
    },
    /** What the search box finds, newest first. */
    search(text: string, now = Date.now()): CallSummary[] {
      const { query, problems } = parseQueryText(text);
      if (problems.length > 0) throw new Error(JSON.stringify(problems));
      return opened.history.findCalls({ query, before: null, limit: 200 }, now).items;
    },
    /** Ends as a killed app does: nothing more is written. */
    reopen(): void {
      opened.history.close();
      opened = openHistory(file);
    },
    /** After the file was made anew by somebody else, and the old one closed. */
    reopenAsNew(): void {
      opened = openHistory(file);
    },
    remove(): void {
      opened.history.close();
      folder.remove();
    },
  };
}
