import {
  type ForwardingStatus,
  type ForwardTarget,
  type ForwardTargetState,
  type ForwardTest,
  findForwardUrlProblem,
  type RequestForward,
} from '../../shared/forwarding.ts';
import { t } from '../../shared/i18n/translate.ts';
import type { ForwardUrlCheck } from '../../shared/ipc/forwarding.ts';
import { parseRequestQueryText } from '../../shared/request-query-text.ts';
import type { Settings } from '../../shared/settings.ts';
import type { ForwardableRequest, ForwardRule } from '../history/forward-reader.ts';
import { type SendResult, sendRequest } from '../sending/send-request.ts';
import { watchNetwork } from '../tunnel/watch-network.ts';
import { instanceIdOf, makeForwardMark } from '../webhook/forward-mark.ts';
import type { HistoryWriter } from '../writer/history-writer.ts';
import { createForwarder, type ForwarderOptions } from './forwarder.ts';
import { makeForward } from './make-forward.ts';
import { createOwnListener } from './own-listener.ts';
import { type ForwardAttempt, keptBody } from './target-worker.ts';
import { makeTestRequest } from './test-request.ts';

/** How long a target may take to answer. */
const answerLimitMs = 30_000;
/** A network that came up, or a machine that woke, needs a moment before anything can be reached. */
const settleMs = 2000;

export interface ForwardingDependencies {
  getSettings: () => Settings;
  getPort: () => number;
  history: ForwarderOptions['history'] & Pick<HistoryWriter, 'forgetForwardLoss'>;
  reads: ForwarderOptions['reads'] & { listForwards: (requestId: number) => Promise<RequestForward[]> };
  turnOff: (targetId: string) => void;
  /** Something that {@link Forwarding.service} or the status tells has changed; called often. */
  onChange: () => void;
  powerMonitor: Record<'on' | 'off', (event: 'resume', listener: () => void) => unknown>;
  reportError: (error: unknown) => void;
}

export type Forwarding = ReturnType<typeof createForwarding>;

/** Everything about forwarding: who forwards, what wakes it, and what a person can do about it. */
export function createForwarding(dependencies: ForwardingDependencies) {
  const { getSettings, getPort, history, reads, turnOff, onChange, powerMonitor, reportError } = dependencies;
  const ownListener = createOwnListener({ getPort, getPublicUrl: () => getSettings().publicUrl });

  const sendTo = async (
    { url, id }: Pick<ForwardTarget, 'url' | 'id'>,
    request: ForwardableRequest,
    signal?: AbortSignal,
  ): Promise<ForwardAttempt> => {
    if (await ownListener.isOwn(url)) return 'own_listener';
    const { token } = getSettings();
    const outgoing = makeForward(request, { url, token, mark: makeForwardMark(instanceIdOf(token), id) });
    return sendRequest({ ...outgoing, timeoutMs: answerLimitMs, ...(signal === undefined ? {} : { signal }) });
  };
  const forwarder = createForwarder({
    getTargets: () => getSettings().forwardTargets,
    toRule,
    history,
    reads,
    send: sendTo,
    turnOff,
    onChange,
    reportError,
  });

  let settling: NodeJS.Timeout | undefined;
  const retrySoon = (): void => {
    clearTimeout(settling);
    settling = setTimeout(() => forwarder.retry(), settleMs);
  };
  const stopWatching = watchNetwork(retrySoon);
  powerMonitor.on('resume', retrySoon);

  /** Forwarding has already resumed. */
  const holdFailed = (error: unknown) => {
    reportError(error);
    return () => {};
  };
  let followed = '';
  let resumeAfterSalvage: Promise<() => void> | null = null;

  return {
    /** Begins, or follows a change of settings or port. Never rejects. */
    async retarget(): Promise<void> {
      const { forwardTargets, publicUrl } = getSettings();
      const now = JSON.stringify([forwardTargets, publicUrl, getPort()]);
      if (now === followed) return;
      followed = now;
      await forwarder.retarget();
    },
    wake: forwarder.wake,
    hold: forwarder.hold,
    noteCameBack: forwarder.noteCameBack,
    status: (): ForwardingStatus => forwarder.summary(),
    /** Older histories are brought over newest request first: nothing is forwarded until the last one is done. */
    noteSalvage(isDone: boolean): void {
      if (!isDone) resumeAfterSalvage ??= forwarder.hold().catch(holdFailed);
      if (!isDone || resumeAfterSalvage === null) return;
      void resumeAfterSalvage.then((resume) => resume());
      resumeAfterSalvage = null;
    },
    /** What a person can see and do. */
    service: {
      getForwarding: (): Promise<ForwardTargetState[]> => forwarder.state(),
      listForwards: (requestId: number): Promise<RequestForward[]> => reads.listForwards(requestId),
      retry: forwarder.retry,
      skip: forwarder.skip,
      beginNow: forwarder.beginNow,
      async forgetLoss(targetId: string): Promise<void> {
        await history.forgetForwardLoss(targetId);
        onChange();
      },
      forward: async (requestId: number, targetId: string): Promise<ForwardTest> =>
        toTest(await forwarder.forward(requestId, targetId)),
      /** Whether an address can be a target. */
      async checkUrl(url: string): Promise<ForwardUrlCheck> {
        const problem = findForwardUrlProblem(url) ?? ((await ownListener.isOwn(url)) ? 'own_listener' : null);
        return { problem };
      },
      /** Sends a target the documented event, and nothing of the history. */
      async test(url: string): Promise<ForwardTest> {
        const problem = findForwardUrlProblem(url);
        if (problem !== null) return { ok: false, message: t(`forwarding.url.${problem}`) };
        return toTest(await sendTo({ url, id: 'test' }, makeTestRequest()));
      },
    },
    async stop(): Promise<void> {
      clearTimeout(settling);
      powerMonitor.off('resume', retrySoon);
      stopWatching();
      await forwarder.stop();
    },
  };
}

/** What cannot be read as a filter is searched for, or left out, as in the search box. */
function toRule({ id, query, forwardsOwn, forwardsRedeliveries }: ForwardTarget): ForwardRule {
  return { targetId: id, query: parseRequestQueryText(query).query, forwardsOwn, forwardsRedeliveries };
}

function toTest(sent: SendResult | 'own_listener' | null): ForwardTest {
  if (sent === null) return { ok: false, message: t('forwarding.gone') };
  if (sent === 'own_listener') return { ok: false, message: t('forwarding.url.own_listener') };
  if (!sent.ok) return { ok: false, message: sent.message };
  return { ok: true, status: sent.answer.status, tookMs: sent.tookMs, body: keptBody(sent) };
}

/** The settings' targets, with one of them turned off. */
export const withTargetOff = ({ forwardTargets }: Settings, targetId: string): Pick<Settings, 'forwardTargets'> => ({
  forwardTargets: forwardTargets.map((target) => (target.id === targetId ? { ...target, isOn: false } : target)),
});
