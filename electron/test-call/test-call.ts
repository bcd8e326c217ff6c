import type { CallSummary, PopupOutcome } from '../../shared/calls.ts';
import type { TelecmiEvent } from '../../shared/event-schema.ts';
import { t } from '../../shared/i18n/translate.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Receipt, ReceivedRequest, RecordedEvent } from '../../shared/received-request.ts';
import { type TestCall, type TestCallStepName, type TunnelStatus, testCallSteps } from '../../shared/tunnel.ts';
import { describeTunnelProblem, mendTunnelProblem } from '../../shared/tunnel-words.ts';
import type { PopupClosing, ShowResult } from '../notifications/notifier.ts';
import { describeClosing, describePopup } from './popup-words.ts';
import { type Ended, raceUntil } from './race-until.ts';

/** Where the test call is sent; null while nothing listens. */
export interface TestCallTarget {
  /** The webhook URL: the public one if there is one. */
  webhookUrl: string;
  isPublic: boolean;
  port: number;
}

export interface TestCallDependencies {
  getTarget: () => TestCallTarget | null;
  createEvent: () => JsonObject;
  checkTunnel: () => Promise<TunnelStatus>;
  /** Sends as TeleCMI would; never rejects. */
  send: (url: string, event: JsonObject) => Promise<{ ok: true; status: number } | { ok: false; message: string }>;
  /** Shows the popup of the call again. */
  showPopup: (call: CallSummary) => Promise<ShowResult>;
  /** Null: the last result no longer holds. */
  onChange: (testCall: TestCall | null) => void;
  timeouts?: { stepMs: number; clickMs: number };
}

/** A step may take this long; who has to click gets a minute. */
const defaultTimeouts = { stepMs: 15_000, clickMs: 60_000 };

/** One test call under way: what the pipeline has told of it. */
interface Run {
  conversation: string;
  controller: AbortController;
  arrived: PromiseWithResolvers<Receipt>;
  recorded: PromiseWithResolvers<RecordedEvent>;
  popup: PromiseWithResolvers<PopupOutcome>;
  clicked: PromiseWithResolvers<'clicked'>;
  shownAgain: PromiseWithResolvers<'again'>;
  recordedCall: { eventId: number; call: CallSummary } | null;
  /** How the popup went away; null while it is shown. */
  closing: PopupClosing | null;
  /** Something it depends on has changed meanwhile. */
  isVoid: boolean;
}

/**
 * Sends a real event through the whole pipeline and says of each stage whether it came
 * through. It is told by the stages themselves and has no way of its own to the result.
 */
export function createTestCallRunner(dependencies: TestCallDependencies) {
  const { getTarget, createEvent, checkTunnel, send, showPopup, onChange } = dependencies;
  const { timeouts = defaultTimeouts } = dependencies;
  let current: TestCall | null = null;
  let run: Run | null = null;

  const change = (next: TestCall | null): void => {
    current = next;
    onChange(next);
  };
  const setStep = (name: TestCallStepName, state: TestCall['steps'][number]['state'], detail = ''): void => {
    if (current === null) return;
    change({ ...current, steps: current.steps.map((step) => (step.name === name ? { name, state, detail } : step)) });
  };

  /**
   * Walks one step: shows it as running, waits for it, and shows its end.
   *
   * @param judge puts what came into a state and words
   * @returns the value if the way goes on from here, null if it ends
   */
  const walk = async <Value>(
    { controller }: Run,
    name: TestCallStepName,
    { wait, judge, timeoutMs = timeouts.stepMs, late }: Step<Value>,
  ): Promise<Value | null> => {
    setStep(name, 'running');
    const ended: Ended<Value> = await raceUntil(wait, timeoutMs, controller.signal);
    if (ended.state === 'aborted') {
      setStep(name, 'skipped', t(name === 'click' ? 'testCall.click.skipped' : 'testCall.cancelled'));
      return null;
    }
    const verdict = ended.state === 'late' ? (typeof late === 'function' ? late() : late) : judge(ended.value);
    setStep(name, verdict.state, verdict.detail);
    return ended.state === 'late' || verdict.state === 'failed' ? null : ended.value;
  };

  const walkTunnel = async (mine: Run, { isPublic, port }: TestCallTarget): Promise<boolean> => {
    if (!isPublic) {
      setStep('tunnel', 'skipped', t('testCall.tunnel.none'));
      return true;
    }
    const checked = await walk(mine, 'tunnel', {
      wait: checkTunnel(),
      judge: (tunnel) => judgeTunnel(tunnel, port),
      late: failed(t('testCall.tunnel.late')),
    });
    return checked !== null;
  };

  const walkPipeline = async (mine: Run, { webhookUrl }: TestCallTarget, event: JsonObject): Promise<void> => {
    // A sender who was refused or not answered has an end as well, unless the request arrived first.
    const sent = send(webhookUrl, event).then(async (answer) => {
      if (answer.ok && answer.status < 300) return mine.arrived.promise;
      return answer.ok ? `HTTP ${answer.status}` : answer.message;
    });
    const receipt = await walk<Receipt | string>(mine, 'listener', {
      wait: Promise.race([mine.arrived.promise, sent]),
      judge: (came) =>
        typeof came === 'string'
          ? failed(t('testCall.listener.failed', { reason: came }))
          : done(t('testCall.listener.done')),
      late: failed(t('testCall.listener.late')),
    });
    if (receipt === null || typeof receipt === 'string') return;
    const isValid = await walk(mine, 'validation', {
      wait: Promise.resolve(receipt),
      judge: judgeValidation,
      late: done(),
    });
    if (isValid === null) return;
    if (receipt.status === 'not_stored' || receipt.status === 'overloaded')
      return setStep('history', 'failed', t('testCall.history.failed'));
    const recorded = await walk(mine, 'history', {
      wait: mine.recorded.promise,
      judge: () => done(t('testCall.history.done')),
      late: failed(t('testCall.history.failed')),
    });
    if (recorded === null) return;
    const popup = await walk(mine, 'popup', {
      wait: mine.popup.promise,
      judge: describePopup,
      late: failed(t('testCall.popup.late')),
    });
    if (popup !== null) await walkClick(mine);
  };

  /** Waits for the click; a popup that is shown again gets as much time as the first one. */
  const walkClick = async (mine: Run): Promise<void> => {
    let came: 'clicked' | 'again' | null;
    do {
      mine.shownAgain = Promise.withResolvers();
      const walking = walk(mine, 'click', {
        wait: Promise.race([mine.clicked.promise, mine.shownAgain.promise]),
        timeoutMs: timeouts.clickMs,
        judge: (what) => (what === 'clicked' ? done(t('testCall.click.done')) : { state: 'running', detail: '' }),
        late: () => ({
          state: 'skipped',
          detail: mine.closing === null ? t('testCall.click.late') : describeClosing(mine.closing),
        }),
      });
      // It may have gone before this began to wait for the click.
      tellClosing(mine);
      came = await walking;
    } while (came === 'again');
  };

  /** Tells the person, who is about to click, that the popup is gone. */
  const tellClosing = ({ closing }: Run): void => {
    const isWaiting = current?.steps.some(({ name, state }) => name === 'click' && state === 'running') === true;
    if (closing === null || current === null || !isWaiting) return;
    current = { ...current, isPopupGone: true };
    setStep('click', 'running', describeClosing(closing));
  };

  const start = async (): Promise<void> => {
    if (current?.isRunning === true) return;
    const event = createEvent();
    const mine = createRun(String(event['conversation_uuid']));
    run = mine;
    const steps = testCallSteps.map((name) => ({ name, state: 'waiting' as const, detail: '' }));
    change({ isRunning: true, steps, callId: null, isPopupGone: false, endedAt: null });
    try {
      const target = getTarget();
      if (target === null) setStep('listener', 'failed', t('testCall.notListening'));
      else if (await walkTunnel(mine, target)) await walkPipeline(mine, target, event);
    } finally {
      run = null;
      if (mine.isVoid) change(null);
      else if (current !== null) change({ ...current, isRunning: false, isPopupGone: false, endedAt: Date.now() });
    }
  };

  return {
    get: () => current,
    /** Begins a test call, unless one is under way. */
    start: (): void => void start(),
    /** Ends the test call under way where it is; waiting for the click, it skips the click. */
    cancel: (): void => run?.controller.abort(),

    /** What the result depends on has changed: a running test call ends without reporting anything. */
    forget(): void {
      if (run !== null) {
        run.isVoid = true;
        run.controller.abort();
      } else if (current !== null) change(null);
    },
    /** Shows the popup again that is gone, and waits for its click. */
    async showAgain(): Promise<void> {
      const mine = run;
      if (mine === null || current === null || mine.recordedCall === null || mine.closing === null) return;
      mine.closing = null;
      current = { ...current, isPopupGone: false };
      setStep('click', 'running');
      const result = await showPopup(mine.recordedCall.call);
      if (result.status === 'shown') return mine.shownAgain.resolve('again');
      if (run !== mine || current === null) return;
      mine.closing = { reason: 'unknown', shownBy: null };
      current = { ...current, isPopupGone: true };
      setStep('click', 'running', t('testCall.popup.failed', { reason: result.reason }));
    },

    /** ① and ②: the listener took a request, and this is what came of it. */
    noteReceived({ body }: ReceivedRequest, receipt: Receipt): void {
      if (run !== null && Buffer.from(body).includes(run.conversation)) run.arrived.resolve(receipt);
    },
    /** ③ An event is in the history. */
    noteRecorded(recorded: RecordedEvent, event: TelecmiEvent): void {
      if (run === null || current === null || event.fields['conversation_uuid'] !== run.conversation) return;
      run.recordedCall = { eventId: recorded.eventId, call: recorded.call };
      change({ ...current, callId: recorded.call.id });
      run.recorded.resolve(recorded);
    },
    /** ④ An event's popup was shown, or not. */
    notePopup(eventId: number, outcome: PopupOutcome): void {
      if (run?.recordedCall?.eventId === eventId) run.popup.resolve(outcome);
    },
    /** A call's popup went away before it was clicked. */
    noteClosed(callId: number, closing: PopupClosing): void {
      if (run === null || run.recordedCall?.call.id !== callId) return;
      run.closing = closing;
      tellClosing(run);
    },
    /** A call's popup was clicked. */
    noteClick(callId: number): void {
      if (current?.callId === callId) run?.clicked.resolve('clicked');
    },
  };
}

interface Verdict {
  /** `running`: not over yet. */
  state: 'done' | 'failed' | 'skipped' | 'running';
  detail: string;
}

interface Step<Value> {
  wait: Promise<Value>;
  judge: (value: Value) => Verdict;
  /** What it means when nothing came. */
  late: Verdict | (() => Verdict);
  timeoutMs?: number;
}

const done = (detail = ''): Verdict => ({ state: 'done', detail });
const failed = (detail: string): Verdict => ({ state: 'failed', detail });

function createRun(conversation: string): Run {
  return {
    conversation,
    controller: new AbortController(),
    arrived: Promise.withResolvers(),
    recorded: Promise.withResolvers(),
    popup: Promise.withResolvers(),
    clicked: Promise.withResolvers(),
    shownAgain: Promise.withResolvers(),
    recordedCall: null,
    closing: null,
    isVoid: false,
  };
}

function judgeTunnel(tunnel: TunnelStatus, port: number): Verdict {
  if (tunnel.state === 'reachable') return done(t('testCall.tunnel.reachable', { latencyMs: tunnel.latencyMs }));
  if (tunnel.state !== 'problem') return failed(t('testCall.tunnel.changed'));
  return failed(`${describeTunnelProblem(tunnel)} ${mendTunnelProblem(tunnel, port)}`);
}

function judgeValidation(receipt: Receipt): Verdict {
  if (!('reasons' in receipt)) return done(t('testCall.validation.done'));
  const reasons = receipt.reasons.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return failed(t('testCall.validation.failed', { reasons: reasons.join('; ') }));
}
