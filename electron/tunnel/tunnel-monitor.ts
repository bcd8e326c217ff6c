import { hostOf, isTunnelDown, type TunnelStatus, tunnelServiceOf } from '../../shared/tunnel.ts';
import { createNewestRun } from '../newest-run.ts';
import type { TunnelOutcome } from './check-tunnel.ts';

/** Where the tunnel has to lead: the public URL as entered, the webhook URL below it, and the port it ends at. */
export interface TunnelTarget {
  publicUrl: string;
  webhookUrl: string;
  port: number;
}

export interface TunnelMonitorDependencies {
  /** Null while there is nothing to check: no public URL, or nothing listens. */
  getTarget: () => TunnelTarget | null;
  check: (webhookUrl: string, signal: AbortSignal) => Promise<TunnelOutcome>;
  /** Public URLs of ngrok tunnels that lead to a port. */
  findNgrok: (port: number, signal: AbortSignal) => Promise<string[]>;
  onChange: (status: TunnelStatus) => void;
}

const minuteMs = 60_000;
/** A tunnel that works is looked at gently. */
const reachableIntervalMs = 5 * minuteMs;
/**
 * After each failure in a row: soon, to tell a hiccup from a dead tunnel, then ever more
 * seldom. At the start and after a change of network a tunnel gets time to come up by itself,
 * so the first of these is passed over.
 */
const retryDelaysMs = [5000, 15_000, 30_000, minuteMs, 2 * minuteMs];
/** As many failures in a row are no hiccup. */
const failuresUntilDown = 2;

/** Keeps knowing whether the public URL leads to this listener: checks, waits, and checks again. */
export function createTunnelMonitor({ getTarget, check, findNgrok, onChange }: TunnelMonitorDependencies) {
  let status: TunnelStatus = { state: 'none' };
  let target: TunnelTarget | null = null;
  const checks = createNewestRun();
  /** The check under way, for those who ask meanwhile. */
  let running: Promise<void> | null = null;
  let failures = 0;
  let hasSettled = false;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const setStatus = (next: TunnelStatus): void => {
    status = next;
    onChange(next);
  };
  const checkAfter = (delayMs: number): void => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(() => void checkNow(false), delayMs);
  };

  const runCheck = async (checked: TunnelTarget, signal: AbortSignal): Promise<void> => {
    // Whatever happens in this check, there is a next one.
    checkAfter(reachableIntervalMs);
    const outcome = await check(checked.webhookUrl, signal);
    if (signal.aborted) return;
    if (outcome.state === 'reachable') {
      failures = 0;
      hasSettled = true;
      checkAfter(reachableIntervalMs);
      setStatus({ ...outcome, url: checked.publicUrl, checkedAt: Date.now() });
      return;
    }
    const ngrokUrls = await findNgrok(checked.port, signal);
    if (signal.aborted) return;
    failures += 1;
    const isListed = ngrokUrls.some((url) => hostOf(url) === hostOf(checked.publicUrl));
    const newUrl = isListed ? null : (ngrokUrls[0] ?? null);
    // An ngrok address that its own agent no longer lists is no hiccup.
    const hasMoved = newUrl !== null && tunnelServiceOf(checked.publicUrl) === 'ngrok';
    const isDown = hasMoved || failures >= failuresUntilDown;
    checkAfter(retryDelaysMs[hasSettled ? failures - 1 : failures] ?? reachableIntervalMs);
    setStatus({ ...outcome, url: checked.publicUrl, checkedAt: Date.now(), newUrl, isDown });
  };

  /** What a check that is under way finds does not count any more. */
  const abandon = (): void => {
    checks.end();
    running = null;
  };
  /** Takes notice of where the tunnel has to lead now. Returns whether that has changed. */
  const followTarget = (): boolean => {
    const next = getTarget();
    if (isSame(next, target)) return false;
    target = next;
    failures = 0;
    hasSettled = false;
    abandon();
    return true;
  };

  const begin = (checked: TunnelTarget): Promise<void> => {
    const ended = runCheck(checked, checks.begin()).finally(() => {
      if (running === ended) running = null;
    });
    running = ended;
    return ended;
  };

  const checkNow = async (isAsked: boolean): Promise<TunnelStatus> => {
    if (isStopped) return status;
    const isNew = followTarget();
    clearTimeout(timer);
    if (target === null) {
      if (status.state !== 'none') setStatus({ state: 'none' });
      return status;
    }
    const ended = running ?? begin(target);
    // A check that repeats itself says nothing until it has an answer: what is known still holds.
    if (isNew) setStatus({ state: 'checking', url: target.publicUrl, isDown: false });
    else if (isAsked) setStatus({ state: 'checking', url: target.publicUrl, isDown: isTunnelDown(status) });
    await ended;
    return status;
  };

  return {
    status: () => status,
    /** Checks now, because a person asked; joins a check under way. Returns what came of it. */
    check: (): Promise<TunnelStatus> => checkNow(true),
    /** The public URL, the token, the port or the listener may have changed: checks if so. */
    retarget(): void {
      if (!isSame(getTarget(), target)) void checkNow(false);
    },
    /** The network changed or the machine woke: what was known may not hold any more. */
    checkSoon(delayMs: number): void {
      if (isStopped) return;
      hasSettled = false;
      // What failed before was another network's.
      if (!isTunnelDown(status)) failures = 0;
      if (target === null) return;
      // A running check went out through the previous network.
      abandon();
      checkAfter(delayMs);
      setStatus({ state: 'checking', url: target.publicUrl, isDown: isTunnelDown(status) });
    },
    stop(): void {
      isStopped = true;
      clearTimeout(timer);
      abandon();
    },
  };
}

function isSame(one: TunnelTarget | null, other: TunnelTarget | null): boolean {
  return one?.webhookUrl === other?.webhookUrl && one?.publicUrl === other?.publicUrl && one?.port === other?.port;
}
