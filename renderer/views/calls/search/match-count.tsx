import { useEffect, useState } from 'react';
import type { CallQuery } from '../../../../shared/call-query.ts';
import type { CallSummary } from '../../../../shared/calls.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { bridge } from '../../../bridge.ts';
import type { ListRows } from '../../../components/list-rows.ts';

/** Counting a million calls is not worth it while somebody still types. */
const settleMs = 250;
/** Later than any call. */
const endOfTime = 8_640_000_000_000_000;

interface Props {
  query: CallQuery;
  rows: ListRows<CallSummary>;
  hasOlder: boolean;
}

/** How many calls match: what is read tells it, or the history is asked. */
export function MatchCount({ query, rows, hasOlder }: Props) {
  const [counted, setCounted] = useState<{ query: CallQuery; calls: number } | null>(null);
  useEffect(() => {
    if (!hasOlder) return;
    let isWanted = true;
    const timer = setTimeout(async () => {
      const [all] = await bridge()
        .countCallsByDay({ query, days: [{ from: 0, to: endOfTime }] })
        .catch(() => []);
      if (isWanted && all !== undefined) setCounted({ query, calls: all.calls });
    }, settleMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [query, hasOlder]);
  const total = hasOlder ? (counted?.query === query ? counted.calls : null) : rows.itemCount;
  return (
    <p className="match-count" role="status">
      {total === null
        ? t('search.atLeast', { count: rows.itemCount })
        : t('search.count', { count: Math.max(total, hasOlder ? rows.itemCount : 0) })}
    </p>
  );
}
