import { existsSync } from 'node:fs';
import { documentedIds, nextSampleIds, type SampleIds } from '../../shared/sample-events.ts';
import { createEventReader, type EventReader } from '../history/history-store.ts';
import { openDatabaseReadOnly } from '../history/open-database.ts';
import { historyFile } from '../user-data.ts';

/**
 * The ids of the next sample, see {@link nextSampleIds}.
 *
 * @param userData whose history is looked at; null to know of none
 */
export function chooseSampleIds(userData: string | null, randomUuid: () => string): SampleIds {
  const isUsed = withHistory(userData, (history) => history.hasConversation(documentedIds.conversation_uuid)) ?? false;
  return nextSampleIds(isUsed, Date.now(), randomUuid);
}

/** The ids of the newest click2call in the history, for its second leg; the documented ones without any. */
export function newestSampleIds(userData: string | null): SampleIds {
  const newest = withHistory(userData, (history) =>
    history.listEvents(200).find(({ kind, fields }) => kind === 'outgoing_started' && fields['leg'] === 'a'),
  );
  const text = (name: string): string => String(newest?.fields[name] ?? '');
  const conversation = text('conversation_uuid');
  if (conversation === '' || conversation === documentedIds.conversation_uuid) return documentedIds;
  return {
    call_id: text('call_id'),
    conversation_uuid: conversation,
    customerLegId: `${conversation}-b`,
    request_id: text('request_id'),
    time: Number(newest?.fields['time']),
  };
}

function withHistory<Result>(userData: string | null, read: (history: EventReader) => Result): Result | null {
  if (userData === null || !existsSync(historyFile(userData))) return null;
  const database = openDatabaseReadOnly(historyFile(userData));
  try {
    return read(createEventReader(database));
  } finally {
    database.close();
  }
}
