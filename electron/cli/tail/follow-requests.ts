import { statSync } from 'node:fs';
import { everyRequest, type RequestQuery } from '../../../shared/request-query.ts';
import type { RequestDetail, RequestSummary } from '../../../shared/requests.ts';
import { messageOf } from '../../error-message.ts';
import { newestRequestId } from '../../history/hand-over.ts';
import { type Database, openDatabaseReadOnly } from '../../history/open-database.ts';
import { createRequestReader } from '../../history/request-reader.ts';
import { firstVersionWithOrigins } from '../../history/rows.ts';

/** How a request came is written a moment after it; one without that by then will stay so. */
const settleMs = 2000;
const pageSize = 100;

export interface FollowOptions {
  historyFile: string;
  query: RequestQuery;
  /** How many of the past come first. */
  limit: number;
}

/** What there is to tell: requests in the order they came, or why there can be none at the moment. */
export type Told = { requests: RequestDetail[]; problem: null } | { requests: []; problem: string };

type Reader = ReturnType<typeof createRequestReader>;

/**
 * Follows the requests of a history that others write. The file is opened for each look and let go of again, so
 * that another one may take its place at any time; what comes after that is followed there.
 */
export function followRequests({ historyFile, query, limit }: FollowOptions) {
  /** The newest request that was looked at, in which file, and when it came. */
  let seen: { id: number; inode: bigint; receivedAt: number } | null = null;

  /** The newest number up to which everything is known. */
  const findSettled = (reader: Reader, newest: number, after: number): number => {
    const unsettled = listAfter(reader, everyRequest, after).find(isUnsettled);
    return unsettled === undefined ? newest : unsettled.id - 1;
  };
  /** In another file, or where the newest were removed, numbers mean other requests: the time tells where it goes on. */
  const findLastSeen = (reader: Reader, receivedAt: number): number => {
    for (const page of pagesOf(reader, everyRequest)) {
      const last = page.find((request) => request.origin !== 'imported' && request.receivedAt <= receivedAt);
      if (last !== undefined) return last.id;
    }
    return 0;
  };

  const look = (database: Database, inode: bigint): RequestDetail[] => {
    database.exec('BEGIN');
    const reader = createRequestReader(database);
    const newest = newestRequestId(database);
    if (seen !== null && (seen.inode !== inode || newest < seen.id)) {
      seen = { ...seen, inode, id: findLastSeen(reader, seen.receivedAt) };
    }
    if (newest === seen?.id) return [];
    const settled = findSettled(reader, newest, seen?.id ?? newest - pageSize);
    const found = seen === null ? listNewest(reader, query, limit, settled) : listAfter(reader, query, seen.id);
    const fresh = found.filter(({ id }) => id <= settled);
    const times = fresh.filter(({ origin }) => origin !== 'imported').map(({ receivedAt }) => receivedAt);
    seen = { id: settled, inode, receivedAt: Math.max(seen?.receivedAt ?? 0, ...times) };
    return fresh.map(({ id }) => reader.getRequest(id)).filter((request) => request !== null);
  };

  return {
    /** What is new since the last look. Never throws. */
    look(): Told {
      try {
        const file = statSync(historyFile, { bigint: true, throwIfNoEntry: false });
        if (file === undefined)
          return { requests: [], problem: `There is no history yet: ${historyFile} does not exist.` };
        const database = openDatabaseReadOnly(historyFile);
        try {
          const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
          if (version < firstVersionWithOrigins) {
            return {
              requests: [],
              problem: 'The history is from an older version. DialPop will bring it up to date at its next start.',
            };
          }
          return { requests: look(database, file.ino), problem: null };
        } finally {
          database.close();
        }
      } catch (error) {
        return { requests: [], problem: `The history cannot be read: ${messageOf(error)}` };
      }
    },
  };
}

const isUnsettled = ({ path, origin, receivedAt }: RequestSummary): boolean =>
  path === null && origin !== 'imported' && Date.now() - receivedAt < settleMs;

/** All pages of what a query finds, newest first. */
function* pagesOf(reader: Reader, query: RequestQuery): Generator<RequestSummary[]> {
  let before: number | null = null;
  do {
    const page: ReturnType<Reader['findRequests']> = reader.findRequests({ query, before, limit: pageSize });
    yield page.items;
    before = page.next;
  } while (before !== null);
}

/** What a query finds after a request, oldest first. */
function listAfter(reader: Reader, query: RequestQuery, after: number): RequestSummary[] {
  const found: RequestSummary[] = [];
  let before: number | null = null;
  do {
    const page: ReturnType<Reader['findRequests']> = reader.findRequests({ query, before, limit: pageSize });
    found.push(...page.items.filter(({ id }) => id > after));
    before = page.next;
  } while (before !== null && before > after);
  return found.toReversed();
}

/** The newest that a query finds up to a request, oldest first. */
function listNewest(reader: Reader, query: RequestQuery, limit: number, upTo: number): RequestSummary[] {
  const found: RequestSummary[] = [];
  for (const page of pagesOf(reader, query)) {
    found.push(...page.filter(({ id }) => id <= upTo));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit).toReversed();
}
