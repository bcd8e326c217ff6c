import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { CallDetail, CallSummary } from '../../../shared/calls.ts';
import { saysSomething } from '../../../shared/custom-fields.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../shared/plain-text.ts';
import { describeStatus } from '../../format/call-status.ts';
import { toShortText } from '../../format/json-text.ts';
import { formatClock, formatDayAndClock, formatShortDay } from '../../format/time.ts';
import { useNow } from '../../hooks/use-now.ts';
import { earlierCallsQuery } from '../../live/queries.ts';
import { useCallChanges } from '../../live/use-call-changes.ts';

/** In a burst of calls these are read this often. */
const refreshMs = 2000;

interface Props {
  call: CallDetail;
  onGoTo: (id: number) => void;
}

/** The other calls to the same number, newest first; each is one click away. */
export function EarlierCalls({ call, onGoTo }: Props) {
  const client = useQueryClient();
  const { data: calls } = useQuery({ ...earlierCallsQuery.of(call.id), enabled: call.number !== null });
  useCallChanges(() => void client.invalidateQueries({ queryKey: earlierCallsQuery.of(call.id).queryKey }), refreshMs);
  if (calls === undefined || call.number === null) return null;
  return (
    <section aria-labelledby="earlier-heading">
      <h3 id="earlier-heading">{t('earlier.heading')}</h3>
      {calls.length === 0 ? (
        <p className="card card-note">{t('earlier.none')}</p>
      ) : (
        <ul className="card earlier">
          {calls.map((other) => (
            <li key={other.id}>
              <EarlierCall call={other} onGoTo={() => onGoTo(other.id)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const longestField = 60;

function EarlierCall({ call, onGoTo }: { call: CallSummary; onGoTo: () => void }) {
  const now = useNow();
  const field = call.customFields.find(saysSomething);
  const name = field === undefined || field.name === field.source ? '' : `${toPlainText(field.name, longestField)} `;
  return (
    <button type="button" className="earlier-call" onClick={onGoTo}>
      <time dateTime={new Date(call.receivedAt).toISOString()} title={formatDayAndClock(call.receivedAt)}>
        {t('earlier.when', { day: formatShortDay(call.receivedAt, now), time: formatClock(call.receivedAt) })}
      </time>
      <span className="earlier-field">
        {field === undefined ? (
          t('call.noCustomFields')
        ) : (
          <bdi>{`${name}${toPlainText(toShortText(field.value), longestField)}`}</bdi>
        )}
      </span>
      <span className="earlier-status">{describeStatus(call, now).text}</span>
    </button>
  );
}
