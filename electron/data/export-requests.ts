import { openDatabaseReadOnly } from '../history/open-database.ts';
import { createRequestReader } from '../history/request-reader.ts';
import { hideToken, showToken } from '../take-away/exact-request.ts';
import { toHarEntry } from '../take-away/files/har-entry.ts';
import { toRequestLine } from '../take-away/files/request-line.ts';
import type { DataTasks } from './data-task.ts';
import { makeWholeFile, writeText } from './partial-file.ts';
import type { TaskControl } from './task-control.ts';

const idsPerPage = 200;

/**
 * Writes requests, oldest first. From the first to the last the history is seen as it was in one moment, and no
 * more than one request is held.
 */
export function exportRequests(
  argument: DataTasks['exportRequests']['argument'],
  control: TaskControl,
): Promise<{ requests: number }> {
  const { historyFile, requests: wanted, format, token, withToken, origin, appVersion, partial } = argument;
  return makeWholeFile(argument, () => {
    const database = openDatabaseReadOnly(historyFile);
    try {
      database.exec('BEGIN');
      const reader = createRequestReader(database);
      const ids =
        wanted.kind === 'some'
          ? wanted.ids.toSorted((one, other) => one - other)
          : findIds(reader, wanted.query, control);
      const { head, toText, separator, tail } =
        format === 'har'
          ? {
              head: harHead(appVersion),
              toText: (request: Parameters<typeof toHarEntry>[0]) => JSON.stringify(toHarEntry(request, origin)),
              separator: ',\n',
              tail: '\n]}}\n',
            }
          : { head: '', toText: toRequestLine, separator: '', tail: '' };
      return writeText(partial, (append) => {
        append(head);
        let done = 0;
        for (const id of ids) {
          control.checkCancelled();
          const request = reader.getRequest(id);
          if (request === null) continue;
          append(
            (done === 0 ? '' : separator) + toText(withToken ? showToken(request, token) : hideToken(request, token)),
          );
          done += 1;
          control.progress(done, ids.length);
        }
        append(tail);
        return { requests: done };
      });
    } finally {
      database.close();
    }
  });
}

const harHead = (appVersion: string): string =>
  `{"log":{"version":"1.2","creator":${JSON.stringify({ name: 'DialPop', version: appVersion })},"entries":[\n`;

/** Numbers of all that a query finds, the oldest first. */
function findIds(
  reader: ReturnType<typeof createRequestReader>,
  query: Extract<DataTasks['exportRequests']['argument']['requests'], { kind: 'found' }>['query'],
  control: TaskControl,
): number[] {
  const ids: number[] = [];
  let before: number | null = null;
  do {
    control.checkCancelled();
    const page: ReturnType<typeof reader.findRequests> = reader.findRequests({ query, before, limit: idsPerPage });
    for (const { id } of page.items) ids.push(id);
    before = page.next;
    control.progress(0, null);
  } while (before !== null);
  return ids.reverse();
}
