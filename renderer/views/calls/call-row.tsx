import { Check, Phone, PhoneCall, PhoneOutgoing } from 'lucide-react';
import { memo, useState } from 'react';
import type { CallSummary, CustomField } from '../../../shared/calls.ts';
import { saysSomething } from '../../../shared/custom-fields.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../shared/plain-text.ts';
import type { SearchTerm } from '../../../shared/search-terms.ts';
import { CountryBadge } from '../../components/country-badge.tsx';
import { MarkedText } from '../../components/marked-text.tsx';
import { OwnCallBadge } from '../../components/own-call-badge.tsx';
import { RowPin } from '../../components/row-pin.tsx';
import { describeStatus, type StatusTone } from '../../format/call-status.ts';
import { agentExtension } from '../../format/caller.ts';
import { toShortText } from '../../format/json-text.ts';
import { formatAgo, formatClock, formatDay } from '../../format/time.ts';
import { useAttempt } from '../../hooks/use-attempt.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useNumbers } from '../../hooks/use-numbers.ts';
import { describePinFailure, togglePin } from './call-commands.ts';
import { excerptAround } from './excerpt.ts';

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

interface Props {
  call: CallSummary;
  /** What was searched for, to mark it. */
  terms: readonly SearchTerm[];
}

/** One call in the list. Made again only when its call has changed: others move past while somebody scrolls. */
export const CallRow = memo(function CallRow({ call, terms }: Props) {
  const now = useNow();
  const attempt = useAttempt();
  const [isFresh] = useState(() => Date.now() - call.receivedAt < freshMs);
  const number = useNumbers()(call);
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
            <MarkedText text={number.text} terms={terms} />
          </span>
          {number.countryName === null ? null : <span className="visually-hidden">{number.countryName}</span>}
          <RowTime receivedAt={call.receivedAt} now={now} />
        </span>
        <span className="row-line">
          <RowSummary call={call} terms={terms} />
          <span className="row-marks">
            <OwnCallBadge origin={call.origin} />
            <RowPin
              isPinned={call.isPinned}
              pinnedText={t('call.pinned')}
              title={t(call.isPinned ? 'action.unpinCall' : 'action.pinCall')}
              onToggle={() => attempt(() => togglePin(call), { failed: (reason) => describePinFailure(call, reason) })}
            />
            <span className={`call-status tone-${status.tone}`} title={status.text}>
              <StatusIcon aria-hidden />
              <span className="visually-hidden">{status.text}</span>
            </span>
          </span>
        </span>
      </span>
    </div>
  );
});

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

/** What the CRM said or where the search found its words, and whose call it is. */
function RowSummary({ call, terms }: Props) {
  const { customFields, agent, deliveries, found } = call;
  return (
    <span className="call-sub">
      {found === null ? <Preview fields={customFields} terms={terms} /> : <Found found={found} terms={terms} />}
      {agent === null ? null : (
        <span className="call-agent" title={toPlainText(agent, 64)}>
          <MarkedText text={t('call.agent', { agent: agentExtension(agent) })} terms={terms} />
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

/** "note: …asked for a quote…": where a word was found that the row does not show otherwise. */
function Found({ found, terms }: { found: NonNullable<CallSummary['found']>; terms: readonly SearchTerm[] }) {
  return (
    <span className="call-preview">
      <span className="preview-name">{t('search.foundIn', { name: describeFoundName(found.name) })} </span>
      <bdi>
        <MarkedText text={excerptAround(found.text, terms, longestPreview)} terms={terms} />
      </bdi>
    </span>
  );
}

const foundNames = [
  'note',
  'to',
  'user',
  'callerid',
  'app_id',
  'call_id',
  'conversation_uuid',
  'cmiuuid',
  'request_id',
] as const;

/** TeleCMI's own fields and the note have a name in words; a custom field has its own. */
function describeFoundName(name: string): string {
  const known = foundNames.find((other) => other === name);
  return known === undefined ? toPlainText(name, 32) : t(`search.found.${known}`);
}

/** The first fields that say something. */
function Preview({ fields, terms }: { fields: readonly CustomField[]; terms: readonly SearchTerm[] }) {
  const telling = fields.filter(saysSomething);
  const [text] = fields;
  if (telling.length === 0) {
    // What was sent in place of fields is told as it is.
    const said = typeof text?.value === 'string' ? text.value.trim() : '';
    return (
      <span className="call-preview is-empty">
        {said === '' ? t('call.noCustomFields') : t('call.saidOnly', { text: toPlainText(said, longestPreview) })}
      </span>
    );
  }
  const told = telling.slice(0, previewedFields);
  return (
    <span className="call-preview">
      {told.map(({ name, value, source }) => (
        <span key={`${source} ${name}`} className="preview-field">
          {name === source ? null : (
            <span className="preview-name">
              <MarkedText text={toPlainText(name, longestPreview)} terms={terms} />{' '}
            </span>
          )}
          <bdi>
            <MarkedText text={excerptAround(toShortText(value), terms, longestPreview)} terms={terms} />
          </bdi>
        </span>
      ))}
    </span>
  );
}
