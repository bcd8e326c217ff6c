import { randomUUID } from 'node:crypto';
import type { CallSummary } from '../../shared/calls.ts';
import { isQuiet, toWallClock } from '../../shared/quiet-hours.ts';
import type { Settings } from '../../shared/settings.ts';
import type { TestCall, TunnelStatus } from '../../shared/tunnel.ts';
import type { AppStatusModel } from '../app-status.ts';
import type { Publish } from '../ipc/publish.ts';
import type { ShowResult } from '../notifications/notifier.ts';
import { sendEvent } from '../sample/send-sample.ts';
import type { Tunnel } from '../tunnel/create-tunnel.ts';
import { createTestCallRunner } from './test-call.ts';
import { createTestEvent } from './test-event.ts';

export interface TestCallsDependencies {
  status: Pick<AppStatusModel, 'get'>;
  tunnel: Pick<Tunnel, 'check'>;
  getSettings: () => Settings;
  publish: Publish;
  /** Announces a request that DialPop sends to itself; returns the mark it must carry. */
  announceOwn: () => string;
  showPopup: (call: CallSummary) => Promise<ShowResult>;
}

/** How often to look again: quiet hours begin and end without any other change. */
const lookAgainMs = 15_000;

/**
 * Test calls of the running app: through its own tunnel, or straight to the listener without one. A result stands as
 * long as everything it depends on stays the same.
 */
export function createTestCalls(dependencies: TestCallsDependencies) {
  const { status, tunnel, getSettings, publish, announceOwn, showPopup } = dependencies;
  /** What the running test call, or the last result, depends on. */
  let basis = '';
  let verdict: TunnelStatus['state'] = 'none';
  let timer: NodeJS.Timeout | undefined;

  const readConnection = (): string => {
    const { listener } = status.get();
    const { publicUrl, token } = getSettings();
    return JSON.stringify([publicUrl, token, listener.port, listener.state]);
  };
  const readBasis = (): string => {
    const { history, systemPopups, pausedUntil, tunnel: checked } = status.get();
    const { agentIds, popups } = getSettings();
    // A check that is still running says nothing yet.
    if (checked.state !== 'checking') verdict = checked.state;
    const areShown = systemPopups.state === 'on' || systemPopups.state === 'unknown';
    const quiet = isQuiet(popups.quietHours, toWallClock(Date.now()));
    const rules = [agentIds, popups.leg, quiet, pausedUntil !== null, areShown];
    return JSON.stringify([readConnection(), verdict, history.status === 'failing', rules]);
  };

  const runner = createTestCallRunner({
    getTarget: () => {
      const { listener, webhookUrl, isWebhookUrlPublic } = status.get();
      return listener.state === 'listening' ? { webhookUrl, isPublic: isWebhookUrlPublic, port: listener.port } : null;
    },
    createEvent: () => createTestEvent(getSettings(), Date.now(), randomUUID),
    checkTunnel: tunnel.check,
    send: (url, event) => sendEvent(url, event, 'json', announceOwn()),
    showPopup,
    onChange: (testCall) => {
      noteState(testCall);
      publish('testCallChanged', testCall);
    },
  });

  const isChanged = (): boolean => {
    const testCall = runner.get();
    if (testCall === null) return false;
    return basis !== (testCall.isRunning ? readConnection() : readBasis());
  };
  /** Something that the result depends on may have changed. */
  const follow = (): void => {
    if (isChanged()) runner.forget();
  };
  let wasRunning = false;
  const noteState = (testCall: TestCall | null): void => {
    const isRunning = testCall?.isRunning === true;
    if (isRunning && !wasRunning) basis = readConnection();
    if (testCall !== null && !isRunning) basis = readBasis();
    wasRunning = isRunning;
    clearInterval(timer);
    if (testCall !== null && !isRunning) timer = setInterval(follow, lookAgainMs).unref();
  };

  return {
    ...runner,
    follow,
    /** Another network: a result that came through the tunnel says nothing about this one. */
    noteNetworkChange(): void {
      if (status.get().isWebhookUrlPublic) runner.forget();
    },
    stop(): void {
      clearInterval(timer);
      runner.cancel();
    },
  };
}
