import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ForwardTarget, RequestForward } from '../../../../shared/forwarding.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import { isStray, type RequestDetail } from '../../../../shared/requests.ts';
import { bridge } from '../../../bridge.ts';
import { RawText } from '../../../components/raw-text.tsx';
import { useToast } from '../../../components/toasts.tsx';
import { formatDayAndClock, formatDuration } from '../../../format/time.ts';
import { forwardingQuery, settingsQuery } from '../../../live/queries.ts';
import '../../../styles/forwarding.css';
import { useAttempt } from '../../../hooks/use-attempt.ts';

/** What became of a request at each target; nothing where there are no targets. */
export function RequestForwards({ request }: { request: RequestDetail }) {
  const { data: settings } = useQuery(settingsQuery);
  const { data: forwards = [] } = useQuery(forwardingQuery.of(request.id));
  const targets = settings?.forwardTargets ?? [];
  const goneTargets = forwards.filter(
    ({ targetId, state }) => state !== 'ahead' && targets.every(({ id }) => id !== targetId),
  );
  if (isStray(request.refusal) || (targets.length === 0 && goneTargets.length === 0)) return null;
  // Only accepted requests have a turn.
  const mayHaveTurn = request.outcome === 'accepted' || request.outcome === 'duplicate';
  const forwardOf = (target: ForwardTarget): RequestForward | null => {
    const forward = forwards.find(({ targetId }) => targetId === target.id) ?? null;
    return forward?.state === 'ahead' && !isInTurn(target, request, mayHaveTurn) ? null : forward;
  };
  return (
    <section aria-labelledby="forwards-heading">
      <h3 id="forwards-heading">{t('forwarding.request.heading')}</h3>
      <ul className="card forward-list">
        {targets.map((target) => (
          <li key={target.id}>
            <Forward requestId={request.id} target={target} forward={forwardOf(target)} />
          </li>
        ))}
        {goneTargets.map((forward) => (
          <li key={forward.targetId}>
            <Forward requestId={request.id} target={null} forward={forward} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Whether its turn will come, as far as can be told without the filter. */
function isInTurn(target: ForwardTarget, request: RequestDetail, mayHaveTurn: boolean): boolean {
  if (!mayHaveTurn || request.origin === 'imported') return false;
  if (request.outcome === 'duplicate' && !target.forwardsRedeliveries) return false;
  return request.origin === 'received' || target.forwardsOwn;
}

interface ForwardProps {
  requestId: number;
  /** Null for one that was deleted. */
  target: ForwardTarget | null;
  /** Null where the target did not get it and will not. */
  forward: RequestForward | null;
}

function Forward({ requestId, target, forward }: ForwardProps) {
  const name = target?.name ?? t('forwarding.request.deletedTarget');
  const state = forward?.state ?? 'none';
  const isAheadOfNobody = state === 'ahead' && target?.isOn === false;
  return (
    <div className={`forward is-${state}`}>
      <div className="forward-head">
        <p className="forward-name">
          <bdi>{toPlainText(name, 60)}</bdi>
        </p>
        <p className="forward-state">
          {isAheadOfNobody ? t('forwarding.request.aheadOff') : t(`forwarding.request.${state}`)}
        </p>
        {target === null ? null : (
          <ForwardButton requestId={requestId} target={target} isAgain={forward?.last != null} />
        )}
      </div>
      {forward?.last == null ? null : <ForwardOutcome forward={forward} />}
      {forward === null || forward.answerBody === '' ? null : (
        <RawText text={forward.answerBody} what={t('forwarding.request.answer', { name })} />
      )}
    </div>
  );
}

/** "Answer 422 · 31 ms · 3 attempts · 25 Nov 2026, 12:04:09", or why there was none. */
function ForwardOutcome({ forward: { last, attempts } }: { forward: RequestForward }) {
  if (last === null) return null;
  const { status, failure, tookMs, at } = last;
  return (
    <ul className="facts">
      <li>
        {status === null ? toPlainText(failure, 300) : t('forwarding.request.status', { status: String(status) })}
      </li>
      {tookMs === null ? null : <li>{formatDuration(tookMs)}</li>}
      <li>{t('forwarding.request.attempts', { attempts })}</li>
      <li>{formatDayAndClock(at)}</li>
    </ul>
  );
}

function ForwardButton({ requestId, target, isAgain }: { requestId: number; target: ForwardTarget; isAgain: boolean }) {
  const client = useQueryClient();
  const toast = useToast();
  const attempt = useAttempt();
  const [isSending, setSending] = useState(false);
  const { id, name } = target;
  const forward = async () => {
    if (isSending) return;
    setSending(true);
    const result = await bridge()
      .forwardRequest({ requestId, targetId: id })
      .finally(() => setSending(false));
    toast(
      result.ok
        ? { text: t('forwarding.request.done', { name, status: String(result.status) }) }
        : { text: t('forwarding.request.notDone', { name, message: result.message }), tone: 'problem' },
    );
    await client.invalidateQueries({ queryKey: forwardingQuery.key });
  };
  return (
    <button
      type="button"
      className="button"
      aria-disabled={isSending}
      aria-label={t(isAgain ? 'forwarding.request.againTo' : 'forwarding.request.nowTo', { name })}
      onClick={() => attempt(forward, { failed: (message) => t('forwarding.request.notDone', { name, message }) })}
    >
      {t(isAgain ? 'forwarding.request.again' : 'forwarding.request.now')}
    </button>
  );
}
