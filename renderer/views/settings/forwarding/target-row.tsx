import { Switch } from 'radix-ui';
import { type ForwardTarget, type ForwardTargetState, mostCounted } from '../../../../shared/forwarding.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import { bridge } from '../../../bridge.ts';
import { RowActions } from '../../../components/row-actions.tsx';
import { useToast } from '../../../components/toasts.tsx';
import {
  formatAgo,
  formatClockWithSeconds,
  formatDayAndClock,
  formatDuration,
  startOfDay,
} from '../../../format/time.ts';
import { useAttempt } from '../../../hooks/use-attempt.ts';
import { useNow } from '../../../hooks/use-now.ts';

interface Props {
  target: ForwardTarget;
  /** Null until it is known. */
  state: ForwardTargetState | null;
  onTurn: (isOn: boolean) => void;
  onEdit: () => void;
  onDelete: () => void;
}

/** A target: whether it is on, where it leads, and how it stands. */
export function TargetRow({ target, state, onTurn, onEdit, onDelete }: Props) {
  const { name, url, query, isOn } = target;
  return (
    <div className="target-row">
      <Switch.Root
        className="switch"
        checked={isOn}
        aria-label={t('forwarding.turnOn', { name })}
        onCheckedChange={onTurn}
      >
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
      <div className="target-text">
        <p className="link-name">
          <bdi>{name}</bdi>
          {query === '' ? null : <span className="link-condition">{t('forwarding.filter', { query })}</span>}
        </p>
        <code className="link-template" title={url} dir="ltr">
          {url}
        </code>
        {state === null ? null : <TargetState target={target} state={state} />}
      </div>
      <div className="target-actions">
        <RowActions
          edit={t('forwarding.edit', { name })}
          remove={t('forwarding.delete', { name })}
          onEdit={onEdit}
          onDelete={onDelete}
        />
      </div>
    </div>
  );
}

const tones = {
  off: 'is-off',
  idle: 'is-good',
  sending: 'is-good',
  retrying: 'is-bad',
  own_listener: 'is-bad',
  came_back: 'is-bad',
  held: 'is-waiting',
} as const;

function TargetState({ target, state }: { target: ForwardTarget; state: ForwardTargetState }) {
  const { activity, waiting, failing, lost } = state;
  const attempt = useAttempt();
  const now = useNow();
  const since = failing === null ? '' : formatSince(failing.since, now);
  const isMore = waiting >= mostCounted ? 'yes' : 'no';
  return (
    <>
      <p className="target-state">
        <span className={`status-dot ${tones[activity]}`} aria-hidden />
        <span className={tones[activity] === 'is-bad' ? 'is-problem' : ''}>
          {t(`forwarding.state.${activity}`, { since })}
          {waiting === 0 ? null : ` · ${t('forwarding.waiting', { count: waiting, isMore })}`}
        </span>
      </p>
      <LastOutcome state={state} />
      {failing === null ? null : <Failing target={target} failing={failing} />}
      {lost === 0 ? null : (
        <p className="target-loss">
          {t('forwarding.lost', { count: lost })}
          <button
            type="button"
            className="link-button"
            onClick={() => attempt(() => bridge().forgetForwardLoss({ targetId: target.id }))}
          >
            {t('forwarding.lostSeen')}
          </button>
        </p>
      )}
    </>
  );
}

/** "12:04:09", with the day once that is another one. */
const formatSince = (at: number, now: number): string =>
  startOfDay(at) === startOfDay(now) ? formatClockWithSeconds(at) : formatDayAndClock(at);

/** "Last answer 200 in 12 ms, 2 min ago" */
function LastOutcome({ state: { last } }: { state: ForwardTargetState }) {
  const now = useNow();
  if (last === null) return null;
  const ago = formatAgo(last.at, now);
  return (
    <p className="target-detail">
      {last.status === null
        ? t('forwarding.lastFailure', { failure: toPlainText(last.failure, 200), ago })
        : t('forwarding.lastAnswer', { status: String(last.status), took: formatDuration(last.tookMs ?? 0), ago })}
    </p>
  );
}

function Failing({ target, failing }: { target: ForwardTarget; failing: NonNullable<ForwardTargetState['failing']> }) {
  const toast = useToast();
  const attempt = useAttempt();
  const { attempts, nextTryAt, requestId } = failing;
  const skip = async () => {
    await bridge().skipForward({ targetId: target.id, requestId });
    toast({ text: t('forwarding.skipped', { id: String(requestId) }) });
  };
  return (
    <div className="target-failing">
      <span className="target-detail">
        {t('forwarding.nextTry', { at: formatClockWithSeconds(nextTryAt), attempts })}
      </span>
      <button
        type="button"
        className="link-button"
        onClick={() => attempt(() => bridge().retryForwarding({ targetId: target.id }))}
      >
        {t('forwarding.retryNow')}
      </button>
      <button type="button" className="link-button" onClick={() => attempt(skip)}>
        {t('forwarding.skip')}
      </button>
    </div>
  );
}
