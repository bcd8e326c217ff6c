import { Check, Phone, PhoneCall, PhoneOutgoing } from 'lucide-react';
import { useState } from 'react';
import type { CallSummary, CustomField } from '../../../shared/calls.ts';
import { isPlaceholder } from '../../../shared/custom-fields.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../shared/plain-text.ts';
import { CountryBadge } from '../../components/country-badge.tsx';
import { describeStatus, type StatusTone } from '../../format/call-status.ts';
import { agentExtension, describeNumber } from '../../format/caller.ts';
import { toShortText } from '../../format/json-text.ts';
import { formatAgo, formatClock, formatDay } from '../../format/time.ts';
import { useNow } from '../../hooks/use-now.ts';

/** As long as this after its request a row says by a fading tint that it is new. */
const freshMs = 3000;
/** After this, "how long ago" says less than the time of day. */
const recentMs = 60 * 60_000;
/** Fields told in the row: what else there is, the detail has. */
const previewedFields = 3;
/** No row is wide enough for more. */
const longestPreview = 80;

const statusIcons: Record<StatusTone, typeof Phone> = {
  ringing: PhoneOutgoing,
  answered: PhoneCall,
  ended: Check,
  other: Phone,
};

/** One call in the list. */
export function CallRow({ call }: { call: CallSummary }) {
  const now = useNow();
  const [isFresh] = useState(() => Date.now() - call.receivedAt < freshMs);
  const number = describeNumber(call.number);
  const status = describeStatus(call, now);
  const StatusIcon = statusIcons[status.tone];
  return (
    <div className={`call-row ${call.unread ? 'is-unread' : ''} ${isFresh ? 'is-fresh' : ''}`}>
      <span className="unread-dot">
        {call.unread ? <span className="visually-hidden">{t('call.unread')}</span> : null}
      </span>
      <CountryBadge country={number.country} title={number.countryName} />
      <span className="row-text">
        <span className="row-line">
          <span className="call-number" dir="auto">
            {number.text}
          </span>
          {number.countryName === null ? null : <span className="visually-hidden">{number.countryName}</span>}
          <RowTime receivedAt={call.receivedAt} now={now} />
        </span>
        <span className="row-line">
          <RowSummary call={call} />
          <span className={`call-status tone-${status.tone}`} title={status.text}>
            <StatusIcon aria-hidden />
            <span className="visually-hidden">{status.text}</span>
          </span>
        </span>
      </span>
    </div>
  );
}

function RowTime({ receivedAt, now }: { receivedAt: number; now: number }) {
  const time = formatClock(receivedAt);
  const isRecent = now - receivedAt < recentMs;
  return (
    <time className="call-time" dateTime={new Date(receivedAt).toISOString()}>
      {isRecent ? t('call.agoAfterTime', { time, ago: formatAgo(receivedAt, now) }) : time}
      {isRecent ? null : <span className="visually-hidden">{formatDay(receivedAt, now)}</span>}
    </time>
  );
}

/** What the CRM said, and whose call it is. */
function RowSummary({ call: { customFields, agent, deliveries } }: { call: CallSummary }) {
  return (
    <span className="call-sub">
      <Preview fields={customFields} />
      {agent === null ? null : (
        <span className="call-agent" title={agent}>
          {t('call.agent', { agent: agentExtension(agent) })}
        </span>
      )}
      {deliveries > 1 ? (
        <span className="deliveries" title={t('call.deliveries', { count: deliveries })}>
          {t('call.times', { count: deliveries })}
        </span>
      ) : null}
    </span>
  );
}

function Preview({ fields }: { fields: readonly CustomField[] }) {
  const told = fields.filter(({ value }) => !isPlaceholder(value)).slice(0, previewedFields);
  if (told.length === 0) return <span className="call-preview is-empty">{t('call.noCustomFields')}</span>;
  return (
    <span className="call-preview">
      {told.map(({ name, value, source }) => (
        <span key={`${source} ${name}`} className="preview-field">
          {name === source ? null : <span className="preview-name">{toPlainText(name, longestPreview)} </span>}
          <bdi>{toPlainText(toShortText(value), longestPreview)}</bdi>
        </span>
      ))}
    </span>
  );
}
