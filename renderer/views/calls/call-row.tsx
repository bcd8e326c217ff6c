import { Check, Phone, PhoneCall, PhoneOutgoing } from 'lucide-react';
import { useState } from 'react';
import type { CallSummary, CustomField } from '../../../shared/calls.ts';
import { isPlaceholder } from '../../../shared/custom-fields.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { CountryBadge } from '../../components/country-badge.tsx';
import { describeStatus, type StatusTone } from '../../format/call-status.ts';
import { agentExtension, describeNumber } from '../../format/caller.ts';
import { toShortText } from '../../format/json-text.ts';
import { formatAgo, formatClock } from '../../format/time.ts';
import { useNow } from '../../hooks/use-now.ts';

/** As long as this after its request a row says by a fading tint that it is new. */
const freshMs = 3000;
/** After this, "how long ago" says less than the time of day. */
const recentMs = 60 * 60_000;
/** Fields told in the row: what else there is, the detail has. */
const previewedFields = 3;

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
      <span className="unread-dot" />
      <CountryBadge country={number.country} title={number.countryName} />
      <span className="call-number" dir="auto">
        {number.text}
      </span>
      <RowTime receivedAt={call.receivedAt} now={now} />
      <span className="call-sub">
        <Preview fields={call.customFields} />
        {call.agent === null ? null : (
          <span className="call-agent" title={call.agent}>
            {t('call.agent', { agent: agentExtension(call.agent) })}
          </span>
        )}
        {call.deliveries > 1 ? (
          <span className="deliveries" title={t('call.deliveries', { count: call.deliveries })}>
            {t('call.times', { count: call.deliveries })}
          </span>
        ) : null}
      </span>
      <span className={`call-status tone-${status.tone}`} title={status.text}>
        <StatusIcon aria-hidden />
      </span>
    </div>
  );
}

function RowTime({ receivedAt, now }: { receivedAt: number; now: number }) {
  return (
    <time className="call-time" dateTime={new Date(receivedAt).toISOString()}>
      {formatClock(receivedAt)}
      {now - receivedAt < recentMs ? (
        <span className="call-ago">{t('call.agoAfterTime', { ago: formatAgo(receivedAt, now) })}</span>
      ) : null}
    </time>
  );
}

function Preview({ fields }: { fields: readonly CustomField[] }) {
  const told = fields.filter(({ value }) => !isPlaceholder(value)).slice(0, previewedFields);
  if (told.length === 0) return <span className="call-preview is-empty">{t('call.noCustomFields')}</span>;
  return (
    <span className="call-preview">
      {told.map(({ name, value, source }) => (
        <span key={`${source} ${name}`} className="preview-field">
          {name === source ? null : <span className="preview-name">{name} </span>}
          <bdi>{toShortText(value)}</bdi>
        </span>
      ))}
    </span>
  );
}

/** The whole row in words, for a screen reader. */
export function describeCall(call: CallSummary, now: number): string {
  const number = describeNumber(call.number);
  const fields = call.customFields.filter(({ value }) => !isPlaceholder(value)).slice(0, previewedFields);
  const parts = [
    call.unread ? t('call.unread') : null,
    number.text,
    number.countryName,
    describeStatus(call, now).text,
    call.agent === null ? null : t('call.agent', { agent: agentExtension(call.agent) }),
    now - call.receivedAt < recentMs ? formatAgo(call.receivedAt, now) : t('call.at', { date: call.receivedAt }),
    ...fields.map(({ name, value }) => `${name} ${toShortText(value)}`),
    call.deliveries > 1 ? t('call.deliveries', { count: call.deliveries }) : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
