import { Mail, MailOpen, Pin, PinOff, Trash2 } from 'lucide-react';
import type { CallDetail } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../shared/plain-text.ts';
import { actionCatalogue } from '../../actions/catalogue.ts';
import { ariaKeys, keyName } from '../../actions/key-names.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { OwnCallBadge } from '../../components/own-call-badge.tsx';
import { Tooltip } from '../../components/tooltip.tsx';
import { describeDetailStatus } from '../../format/call-status.ts';
import { agentExtension } from '../../format/caller.ts';
import { formatAgo, formatClockWithSeconds, formatDayAndClock, startOfDay } from '../../format/time.ts';
import { useCopy } from '../../hooks/use-copy.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useNumbers } from '../../hooks/use-numbers.ts';
import { CallLinks } from './call-links.tsx';
import type { CallCommands } from './use-call-commands.ts';

/** Whom the call is to, where it stands, and what can be done with it. */
export function CallHeader({ call, commands }: { call: CallDetail; commands: CallCommands }) {
  const now = useNow();
  const number = useNumbers()(call);
  const status = describeDetailStatus(call, now);
  const isToday = startOfDay(call.receivedAt) === startOfDay(now);
  return (
    <header className="detail-header">
      <div className="detail-title">
        <h2 dir="auto">{number.text}</h2>
        <div className="detail-actions">
          {call.number === null ? null : (
            <CopyButton text={call.number} what={t('call.number')} caption={t('copy.caption')} />
          )}
          <CallTools call={call} commands={commands} />
          <CallLinks call={call} />
        </div>
      </div>
      <ul className="facts">
        <li className={`fact-status tone-${status.tone}`}>
          {status.tone === 'ringing' ? <span className="live-dot" /> : null}
          {status.text}
        </li>
        {number.countryName === null ? null : <li>{number.countryName}</li>}
        {call.agent === null ? null : (
          <li>
            <AgentButton agent={call.agent} />
          </li>
        )}
        <li>
          <time dateTime={new Date(call.receivedAt).toISOString()} title={formatDayAndClock(call.receivedAt)}>
            {isToday ? formatClockWithSeconds(call.receivedAt) : formatDayAndClock(call.receivedAt)}
          </time>
        </li>
        <li>{formatAgo(call.receivedAt, now)}</li>
        <li>{t(call.isClickToCall ? 'call.clickToCall' : 'call.dialled')}</li>
        {call.origin === 'received' ? null : (
          <li>
            <OwnCallBadge origin={call.origin} />
          </li>
        )}
      </ul>
    </header>
  );
}

/** Pin, unread, delete: each with its key in the hint. */
function CallTools({ call, commands }: { call: CallDetail; commands: CallCommands }) {
  const tools = [
    {
      action: 'pin',
      name: t(call.isPinned ? 'action.unpinCall' : 'action.pinCall'),
      Icon: call.isPinned ? PinOff : Pin,
      isOn: call.isPinned,
      run: commands.togglePin,
    },
    {
      action: 'toggleUnread',
      name: t(call.unread ? 'action.markRead' : 'action.markUnread'),
      Icon: call.unread ? MailOpen : Mail,
      isOn: call.unread,
      run: commands.toggleUnread,
    },
    { action: 'deleteCall', name: t('action.deleteCall'), Icon: Trash2, isOn: false, run: commands.remove },
  ] as const;
  return (
    <div className="tool-group">
      {tools.map(({ action, name, Icon, isOn, run }) => {
        const { keys } = actionCatalogue[action];
        return (
          <Tooltip key={action} text={name} keys={keyName(keys[0])} side="bottom">
            <button
              type="button"
              className={`icon-button tool ${isOn ? 'is-on' : ''}`}
              aria-label={name}
              aria-keyshortcuts={ariaKeys(keys)}
              onClick={run}
            >
              <Icon aria-hidden />
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}

/** The extension, with the whole id a hover or a click away. */
function AgentButton({ agent }: { agent: string }) {
  const { copied, copy } = useCopy();
  return (
    <Tooltip text={copied ? t('copy.done') : toPlainText(agent, 64)}>
      <button
        type="button"
        className="text-button"
        aria-label={t('call.copyAgent', { extension: agentExtension(agent), agent })}
        onClick={() => void copy(agent)}
      >
        {t('call.agent', { agent: agentExtension(agent) })}
      </button>
    </Tooltip>
  );
}
