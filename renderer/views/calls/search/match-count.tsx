import { useEffect, useRef, useState } from 'react';
import type { CallQuery } from '../../../../shared/call-query.ts';
import type { CallSummary, CountPart } from '../../../../shared/calls.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { bridge } from '../../../bridge.ts';
import type { ListRows } from '../../../components/list-rows.ts';
import { useCallChanges } from '../../../live/use-call-changes.ts';

/** Counting a million calls is not worth it while somebody still types. */
const settleMs = 250;
/** What has been counted is counted again as calls come and go, at most this often. */
const recountMs = 2000;
/** A number beyond this helps nobody, and counting on would read the whole history. */
const enoughCalls = 10_000;

interface Props {
  query: CallQuery;
  rows: ListRows<CallSummary>;
  hasOlder: boolean;
}

interface Counted {
  query: CallQuery;
  calls: number;
  isAll: boolean;
}

/** How many calls match: what is read tells it, or the history is asked. */
export function MatchCount({ query, rows, hasOlder }: Props) {
  const [counted, setCounted] = useState<Counted | null>(null);
  const recount = useRef(() => {});
  useCallChanges(() => recount.current(), recountMs);
  useEffect(() => {
    if (!hasOlder) return;
    let isWanted = true;
    let isStale = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const count = async (): Promise<void> => {
      isStale = false;
      const result = await countFound(query, () => isWanted);
      if (!isWanted) return;
      if (result !== null) setCounted(result);
      timer = isStale ? setTimeout(count, recountMs) : null;
    };
    timer = setTimeout(count, settleMs);
    // A count under way ends first: where calls come all the time, one that is begun again and again never would.
    recount.current = () => {
      isStale = true;
      timer ??= setTimeout(count, settleMs);
    };
    return () => {
      isWanted = false;
      recount.current = () => {};
      clearTimeout(timer ?? undefined);
    };
  }, [query, hasOlder]);
  return (
    <p className="match-count" role="status">
      {tellCount(counted?.query === query ? counted : null, countRead(rows), hasOlder)}
    </p>
  );
}

/** With what was let go above the rows. */
function countRead(rows: ListRows<CallSummary>): number {
  const last = rows.rowAt(rows.count - 1);
  return last?.kind === 'item' ? last.position : 0;
}

function tellCount(counted: Counted | null, read: number, hasOlder: boolean): string {
  if (!hasOlder) return t('search.count', { count: read });
  if (counted === null) return t('search.atLeast', { count: read });
  if (counted.isAll) return t('search.count', { count: Math.max(counted.calls, read) });
  return t('search.orMore', { count: Math.max(enoughCalls, read) });
}

/** Asks part by part, so that other reads come in between. Null when it is not wanted any more or not to be had. */
async function countFound(query: CallQuery, isWanted: () => boolean): Promise<Counted | null> {
  let calls = 0;
  let before: number | null = null;
  do {
    const part: CountPart | null = await bridge()
      .countFound({ query, before })
      // The list goes without its number.
      .catch(() => null);
    if (part === null || !isWanted()) return null;
    calls += part.calls;
    before = part.next;
  } while (before !== null && calls < enoughCalls);
  return { query, calls, isAll: before === null };
}
