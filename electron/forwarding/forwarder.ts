import type {
  ForwardingStatus,
  ForwardOutcome,
  ForwardTarget,
  ForwardTargetState,
  RequestForward,
} from '../../shared/forwarding.ts';
import type { ForwardablePage, ForwardableRequest, ForwardRule } from '../history/forward-reader.ts';
import { createSerialQueue } from '../serial-queue.ts';
import type { HistoryWriter } from '../writer/history-writer.ts';
import { judgeStatus } from './backoff.ts';
import { createForwardNotes } from './forward-notes.ts';
import {
  endGently,
  type ForwardAttempt,
  keptBody,
  startTargetWorker,
  type TargetWorker,
  toOutcome,
} from './target-worker.ts';

/** Requests read at one time for a target. */
const pageSize = 20;

export interface ForwarderOptions {
  getTargets: () => readonly ForwardTarget[];
  toRule: (target: ForwardTarget) => ForwardRule;
  history: Pick<HistoryWriter, 'openForwardCursors' | 'keepForwardCursors' | 'beginForwardingNow' | 'noteForwards'>;
  reads: {
    listForwardable: (rule: ForwardRule, limit: number) => Promise<ForwardablePage>;
    countForwardable: (rule: ForwardRule) => Promise<number>;
    getForwardable: (targetId: string, id: number) => Promise<ForwardableRequest | null>;
    listForwards: (requestId: number) => Promise<RequestForward[]>;
    listForwardLosses: () => Promise<{ targetId: string; lost: number }[]>;
  };
  /** Sends a request to a target as it came. Never rejects. */
  send: (target: ForwardTarget, request: ForwardableRequest, signal: AbortSignal) => Promise<ForwardAttempt>;
  /** Has a target turned off in the settings. */
  turnOff: (targetId: string) => void;
  onChange: () => void;
  reportError: (error: unknown) => void;
}

interface Running {
  /** What the worker was started for; a change of it needs another one. */
  key: string;
  worker: TargetWorker;
}

/**
 * Forwards accepted requests to every target that is on, each by a worker of its own. How far each has come is in the
 * history, so that a restart, or a target that is turned off, loses nothing.
 */
export function createForwarder(options: ForwarderOptions) {
  const { getTargets, toRule, history, reads, send, turnOff, onChange, reportError } = options;
  const running = new Map<string, Running>();
  /** Targets whose requests came back to the listener: they are turned off, and run again when they are turned on. */
  const cameBack = new Map<string, 'to_turn_off' | 'off'>();
  /** Targets of which the history knows how far they have come. */
  const begun = new Set<string>();
  /** Requests being forwarded by hand. */
  const byHand = new Map<AbortController, Promise<unknown>>();
  const lastOutcomes = new Map<string, ForwardOutcome>();
  const notes = createForwardNotes(history.noteForwards, onChange, reportError);
  let holds = 0;
  let isClosed = false;
  let isFirst = true;
  /** Changes of the workers. */
  const changes = createSerialQueue();

  /** A history in the place of one that was deleted knows no target: everything in it has come since. */
  const readNext = async (target: ForwardTarget): Promise<ForwardablePage> => {
    const page = await reads.listForwardable(toRule(target), pageSize);
    if (page.hasBegun || holds > 0 || isClosed) return page;
    await history.openForwardCursors([target.id], 'nothing');
    return reads.listForwardable(toRule(target), pageSize);
  };
  const start = (target: ForwardTarget): Running => ({
    key: keyOf(target),
    worker: startTargetWorker({
      targetId: target.id,
      readNext: () => readNext(target),
      attempt: (request, signal) => send(target, request, signal),
      note: notes.add,
      settleNotes: notes.settle,
      onChange,
      reportError,
    }),
  });
  const stop = async (id: string): Promise<void> => {
    const stopping = running.get(id);
    if (stopping === undefined) return;
    // It stays in the list until it has ended: others who stop it wait for that, too.
    await stopping.worker.stop();
    if (running.get(id) === stopping) running.delete(id);
    const { last } = stopping.worker.state();
    if (last !== null) lastOutcomes.set(id, last);
  };
  const stopAll = async (): Promise<void> => {
    const sending = [...byHand].map(([controller, done]) => endGently(done, () => controller.abort()));
    await Promise.all([...[...running.keys()].map(stop), ...sending]);
  };
  /** What came back counts until the target was off and is on again. */
  const mayRun = ({ id, isOn }: ForwardTarget): boolean => {
    if (!isOn && cameBack.has(id)) cameBack.set(id, 'off');
    if (isOn && cameBack.get(id) === 'off') cameBack.delete(id);
    return isOn && !cameBack.has(id);
  };

  /** Those that the history does not know yet begin with what comes from now on. */
  const beginAll = async (ids: readonly string[]): Promise<void> => {
    const unknown = ids.filter((id) => !begun.has(id));
    if (unknown.length === 0) return;
    await history.openForwardCursors(unknown, 'newest');
    for (const id of unknown) begun.add(id);
  };
  const follow = async (): Promise<void> => {
    if (holds > 0 || isClosed) return;
    const targets = getTargets();
    const ids = targets.map(({ id }) => id);
    // A target that was deleted a moment ago can be brought back, so only those from before the start are forgotten.
    if (isFirst) await history.keepForwardCursors(ids);
    isFirst = false;
    await beginAll(ids);
    const wanted = new Map(targets.filter(mayRun).map((target) => [target.id, target]));
    const outdated = [...running].filter(([id, { key }]) => {
      const target = wanted.get(id);
      return target === undefined || keyOf(target) !== key;
    });
    await Promise.all(outdated.map(([id]) => stop(id)));
    if (isClosed) return;
    for (const [id, target] of wanted) if (!running.has(id)) running.set(id, start(target));
    onChange();
  };
  const followSoon = (): Promise<void> =>
    changes.run(async () => {
      try {
        await follow();
      } catch (error) {
        reportError(error);
        // The history cannot be written now.
        setTimeout(() => void followSoon(), 2000).unref();
      }
    });

  /** @param isAhead whether its turn is still to come, which it keeps unless the target takes it now */
  const forwardByHand = async (
    target: ForwardTarget,
    request: ForwardableRequest,
    isAhead: boolean,
    signal: AbortSignal,
  ): Promise<ForwardAttempt> => {
    const at = Date.now();
    const sent = await send(target, request, signal);
    // Nobody knows whether it arrived.
    if (sent === 'own_listener' || (!sent.ok && signal.aborted)) return sent;
    const state = sent.ok && judgeStatus(sent.answer.status) === 'delivered' ? 'delivered' : 'failed';
    if (state === 'failed' && isAhead) return sent;
    const attempts = request.attempts + 1;
    const attempt = { state, attempts, outcome: toOutcome(sent, at), answerBody: keptBody(sent) } as const;
    const { id, receivedAt } = request;
    notes.add({ targetId: target.id, request: { id, receivedAt }, passes: false, attempt });
    if (state === 'delivered') running.get(target.id)?.worker.passOver(id);
    return sent;
  };
  const stateOf = async (target: ForwardTarget, lost: number): Promise<ForwardTargetState> => {
    const { id } = target;
    const worker = running.get(id)?.worker.state();
    const waiting = await reads.countForwardable(toRule(target));
    const idle = target.isOn ? (holds > 0 ? ('held' as const) : ('idle' as const)) : ('off' as const);
    return {
      id,
      activity: cameBack.has(id) ? 'came_back' : (worker?.activity ?? idle),
      waiting,
      last: worker?.last ?? lastOutcomes.get(id) ?? null,
      failing: worker?.failing ?? null,
      lost: target.isOn ? lost : 0,
    };
  };
  const find = (targetId: string): ForwardTarget | undefined => getTargets().find(({ id }) => id === targetId);

  return {
    /** Targets, or what leads to the listener, have changed; also the way to begin. Never rejects. */
    retarget(): Promise<void> {
      for (const { worker } of running.values()) worker.retry();
      return followSoon();
    },
    /** Requests have come. */
    wake(): void {
      for (const { worker } of running.values()) worker.wake();
      // They wait for targets that are off or do not take any.
      if (getTargets().length > 0) onChange();
    },
    /** Tries targets that did not take requests now: one of them, or without an id all. */
    retry(targetId?: string): void {
      for (const [id, { worker }] of running) if (targetId === undefined || id === targetId) worker.retry();
    },
    skip: (targetId: string, requestId: number): void => running.get(targetId)?.worker.skip(requestId),
    /** A request that was forwarded to a target came back to the listener: the target is stopped at once. */
    noteCameBack(targetId: string): void {
      if (find(targetId) === undefined || cameBack.has(targetId)) return;
      cameBack.set(targetId, 'to_turn_off');
      turnOff(targetId);
      void followSoon();
    },
    /** What waits for a target is passed over. Rejects where that cannot be written; the target goes on either way. */
    async beginNow(targetId: string): Promise<void> {
      try {
        await changes.run(async () => {
          await stop(targetId);
          await notes.close();
          await history.beginForwardingNow(targetId);
        });
      } finally {
        await followSoon();
      }
    },
    /**
     * Forwards one request now, whether it was forwarded before or not. One whose turn is still to come keeps it
     * where the target does not take it.
     *
     * @returns null where target or request are gone
     */
    async forward(requestId: number, targetId: string): Promise<ForwardAttempt | null> {
      const target = find(targetId);
      const request = target === undefined ? null : await reads.getForwardable(targetId, requestId);
      if (target === undefined || request === null) return null;
      const known = (await reads.listForwards(requestId)).find((forward) => forward.targetId === targetId);
      if (isClosed) return null;
      const controller = new AbortController();
      const isAhead = known?.state === 'ahead' || known?.state === 'waiting';
      const sending = forwardByHand(target, request, isAhead, controller.signal);
      byHand.set(controller, sending);
      const sent = await sending.finally(() => byHand.delete(controller));
      await notes.close();
      return sent;
    },
    /** Where each target stands, in the order of the settings. */
    async state(): Promise<ForwardTargetState[]> {
      const losses = new Map((await reads.listForwardLosses()).map(({ targetId, lost }) => [targetId, lost]));
      return Promise.all(getTargets().map((target) => stateOf(target, losses.get(target.id) ?? 0)));
    },
    /** What can be told without reading: who fails, and who is stopped. */
    summary(): ForwardingStatus {
      const activityOf = ({ id }: ForwardTarget) =>
        cameBack.has(id) ? 'came_back' : (running.get(id)?.worker.state().activity ?? 'off');
      const namesOf = (...activities: string[]) =>
        getTargets()
          .filter((target) => activities.includes(activityOf(target)))
          .map(({ name }) => name);
      return { failing: namesOf('retrying'), stopped: namesOf('own_listener', 'came_back') };
    },
    /** Lets go of the history; goes on when the returned function is called, by everybody who holds it. */
    async hold(): Promise<() => void> {
      holds += 1;
      let isHolding = true;
      const release = (): void => {
        if (!isHolding) return;
        isHolding = false;
        holds -= 1;
        void followSoon();
      };
      try {
        await changes.run(async () => {
          await stopAll();
          await notes.close();
          // Another history may come, which knows none of them.
          begun.clear();
        });
        onChange();
      } catch (error) {
        // The caller got nothing to release it with.
        release();
        throw error;
      }
      return release;
    },
    async stop(): Promise<void> {
      isClosed = true;
      // Nothing that waits for the history is waited for.
      await stopAll();
      await notes.close();
    },
  };
}

const keyOf = ({ url, query, forwardsOwn, forwardsRedeliveries }: ForwardTarget): string =>
  JSON.stringify([url, query, forwardsOwn, forwardsRedeliveries]);
