import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TunnelOutcome } from '../../../../electron/tunnel/check-tunnel.ts';
import { createTunnelMonitor, type TunnelTarget } from '../../../../electron/tunnel/tunnel-monitor.ts';
import { createTunnelPopups } from '../../../../electron/tunnel/tunnel-popups.ts';
import type { TunnelStatus } from '../../../../shared/tunnel.ts';

const minuteMs = 60_000;
const good: TunnelOutcome = { state: 'reachable', latencyMs: 84 };
const bad: TunnelOutcome = { state: 'problem', problem: 'refused', detail: 'connect ECONNREFUSED' };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A monitor whose tunnel is as the test says, with the popups that people would see. */
function setUp({ publicUrl = 'https://pbx.example', outcome = good } = {}) {
  let target: TunnelTarget | null = targetOf(publicUrl);
  let mayShow = true;
  let ngrokUrls: string[] = [];
  let answer: TunnelOutcome | Promise<TunnelOutcome> = outcome;
  const checks: { url: string; signal: AbortSignal }[] = [];
  const statuses: TunnelStatus[] = [];
  const popups: string[] = [];
  let failures = 0;
  const tellPopups = createTunnelPopups({
    show: ({ title }) => popups.push(title),
    mayShow: () => mayShow,
    getPort: () => 3425,
  });
  const monitor = createTunnelMonitor({
    getTarget: () => target,
    check: async (url, signal) => {
      checks.push({ url, signal });
      return answer;
    },
    findNgrok: async () => ngrokUrls,
    onChange: (status) => {
      if (failures > 0) {
        failures -= 1;
        throw new Error('the window is gone');
      }
      statuses.push(status);
      tellPopups(status);
    },
  });
  return {
    monitor,
    checks,
    popups,
    states: () => statuses.map(({ state }) => state),
    answerWith(next: TunnelOutcome | Promise<TunnelOutcome>) {
      answer = next;
    },
    ngrokLists(...urls: string[]) {
      ngrokUrls = urls;
    },
    pointAt(url: string | null) {
      target = url === null ? null : targetOf(url);
      monitor.retarget();
    },
    failToTell(times: number) {
      failures = times;
    },
    allowPopups(allowed: boolean) {
      mayShow = allowed;
    },
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  };
}

const targetOf = (publicUrl: string): TunnelTarget => ({ publicUrl, webhookUrl: `${publicUrl}/hook/x`, port: 3425 });

describe('a tunnel that works', () => {
  test('is checked once at the start and then gently', async () => {
    const { monitor, checks, states, pass } = setUp();
    monitor.retarget();
    await pass(0);
    expect(states()).toEqual(['checking', 'reachable']);
    await pass(4.9 * minuteMs);
    expect(checks).toHaveLength(1);
    await pass(0.2 * minuteMs);
    expect(checks).toHaveLength(2);
    // A check that repeats itself shows no "checking" in between.
    expect(states()).toEqual(['checking', 'reachable', 'reachable']);
  });

  test.each([
    ['reachable', good],
    ['down', bad],
  ])('is checked again though nobody could be told that it is %s', async (_how, outcome) => {
    const { monitor, checks, failToTell, pass } = setUp({ outcome });
    const first = monitor.check();
    failToTell(1);
    await expect(first).rejects.toThrow('the window is gone');
    await pass(5 * minuteMs);
    expect(checks.length).toBeGreaterThan(1);
  });

  test('is checked though nobody could be told that the check has begun', async () => {
    const { monitor, checks, failToTell, pass } = setUp();
    failToTell(1);
    await expect(monitor.check()).rejects.toThrow('the window is gone');
    await pass(5 * minuteMs);
    expect(checks.length).toBeGreaterThan(0);
  });

  test('is checked soon after the network changed or the machine woke', async () => {
    const { monitor, checks, pass } = setUp();
    monitor.retarget();
    await pass(0);
    monitor.checkSoon(2000);
    await pass(2000);
    expect(checks).toHaveLength(2);
  });

  test('is not said to be reachable from a moment on when the network changed', async () => {
    const { monitor, pass, answerWith } = setUp();
    monitor.retarget();
    await pass(0);
    expect(monitor.status()).toMatchObject({ state: 'reachable', checkedAt: Date.now() });
    monitor.checkSoon(2000);
    expect(monitor.status()).toMatchObject({ state: 'checking', isDown: false });
    // What went through the previous network says nothing about this one.
    const late = Promise.withResolvers<TunnelOutcome>();
    answerWith(late.promise);
    await pass(2000);
    monitor.checkSoon(2000);
    late.resolve(good);
    await pass(0);
    expect(monitor.status()).toMatchObject({ state: 'checking' });
    answerWith(good);
    await pass(2000);
    expect(monitor.status()).toMatchObject({ state: 'reachable', checkedAt: Date.now() });
  });

  test('is checked at once when a person asks, and who asks twice gets one check', async () => {
    const { monitor, checks, pass } = setUp();
    monitor.retarget();
    await pass(0);
    const [one, other] = await Promise.all([monitor.check(), monitor.check()]);
    expect(one).toMatchObject({ state: 'reachable', latencyMs: 84 });
    expect(other).toEqual(one);
    expect(checks).toHaveLength(2);
  });

  test('is checked anew when its address changes, and an answer about the old one does not count', async () => {
    const { monitor, checks, answerWith, pointAt, pass } = setUp();
    const late = Promise.withResolvers<TunnelOutcome>();
    answerWith(late.promise);
    monitor.retarget();
    await pass(0);
    answerWith(bad);
    pointAt('https://other.example');
    await pass(0);
    expect(checks[0]?.signal.aborted).toBe(true);
    late.resolve(good);
    await pass(0);
    expect(monitor.status()).toMatchObject({ state: 'problem', url: 'https://other.example' });
    monitor.retarget();
    await pass(0);
    expect(checks).toHaveLength(2);
  });

  test('without an address, or after the end, nothing is checked', async () => {
    const { monitor, checks, states, pointAt, pass } = setUp();
    monitor.retarget();
    await pass(0);
    pointAt(null);
    expect(monitor.status()).toEqual({ state: 'none' });
    await pass(60 * minuteMs);
    expect(checks).toHaveLength(1);
    pointAt('https://pbx.example');
    await pass(0);
    monitor.stop();
    const told = states().length;
    await pass(60 * minuteMs);
    await monitor.check();
    monitor.checkSoon(0);
    await pass(60 * minuteMs);
    expect(checks).toHaveLength(2);
    expect(states()).toHaveLength(told);
  });
});

describe('a tunnel that fails', () => {
  test('once is a hiccup: it is told in the window, and nobody is called', async () => {
    const { monitor, popups, answerWith, pass } = setUp();
    monitor.retarget();
    await pass(0);
    answerWith(bad);
    await pass(5 * minuteMs);
    expect(monitor.status()).toMatchObject({ state: 'problem', isDown: false });
    answerWith(good);
    await pass(5000);
    expect(monitor.status()).toMatchObject({ state: 'reachable' });
    expect(popups).toEqual([]);
  });

  test('twice in a row is down: one popup, however long it lasts, and one when it works again', async () => {
    const { monitor, popups, checks, answerWith, pass } = setUp({ outcome: bad });
    monitor.retarget();
    await pass(15_000);
    expect(monitor.status()).toMatchObject({ state: 'problem', isDown: true });
    await pass(30 * minuteMs);
    expect(popups).toEqual(['TeleCMI cannot reach DialPop']);
    expect(checks.length).toBeGreaterThan(6);
    expect(checks.length).toBeLessThan(14);
    answerWith(good);
    await pass(5 * minuteMs);
    expect(popups).toEqual(['TeleCMI cannot reach DialPop', 'TeleCMI can reach DialPop again']);
    answerWith(bad);
    await pass(6 * minuteMs);
    expect(popups).toHaveLength(3);
  });

  test('gets time to come up at the start and after a change of network, before it counts as down', async () => {
    const { monitor, popups, answerWith, pass } = setUp({ outcome: bad });
    monitor.retarget();
    await pass(14_000);
    expect(popups).toEqual([]);
    answerWith(good);
    await pass(minuteMs);
    answerWith(bad);
    monitor.checkSoon(2000);
    await pass(2000 + 14_000);
    expect(monitor.status()).toMatchObject({ state: 'problem', isDown: false });
    await pass(1000);
    expect(popups).toHaveLength(1);
  });

  test('a failure before a change of network does not count after it', async () => {
    const { monitor, popups, answerWith, pass } = setUp();
    monitor.retarget();
    await pass(0);
    answerWith(bad);
    await pass(5 * minuteMs);
    monitor.checkSoon(2000);
    await pass(2000);
    expect(monitor.status()).toMatchObject({ state: 'problem', isDown: false });
    expect(popups).toEqual([]);
  });

  test('is told once also where the listener was away in between', async () => {
    const { monitor, popups, pointAt, pass } = setUp({ outcome: bad });
    monitor.retarget();
    await pass(minuteMs);
    pointAt(null);
    pointAt('https://pbx.example');
    await pass(minuteMs);
    expect(popups).toEqual(['TeleCMI cannot reach DialPop']);
  });

  test('stays down while a person has it checked again', async () => {
    const { monitor, answerWith, pass } = setUp({ outcome: bad });
    monitor.retarget();
    await pass(15_000);
    answerWith(new Promise(() => {}));
    void monitor.check();
    expect(monitor.status()).toMatchObject({ state: 'checking', isDown: true });
  });

  test('during a pause is told after it', async () => {
    const { monitor, popups, allowPopups, pass } = setUp({ outcome: bad });
    allowPopups(false);
    monitor.retarget();
    await pass(minuteMs);
    expect(popups).toEqual([]);
    allowPopups(true);
    await pass(5 * minuteMs);
    expect(popups).toEqual(['TeleCMI cannot reach DialPop']);
  });
});

describe('an ngrok that has moved', () => {
  const old = 'https://old.ngrok-free.app';
  const current = 'https://new.ngrok-free.app';

  test('is told at once with the new address, and once', async () => {
    const { monitor, popups, ngrokLists, pass } = setUp({ publicUrl: old, outcome: bad });
    ngrokLists(current);
    monitor.retarget();
    await pass(0);
    expect(monitor.status()).toMatchObject({ state: 'problem', isDown: true, newUrl: current });
    await pass(30 * minuteMs);
    expect(popups).toEqual(['ngrok has a new address']);
  });

  test('is told also when it was only down before', async () => {
    const { monitor, popups, ngrokLists, pass } = setUp({ publicUrl: old, outcome: bad });
    monitor.retarget();
    await pass(minuteMs);
    ngrokLists(current);
    await pass(minuteMs);
    expect(popups).toEqual(['TeleCMI cannot reach DialPop', 'ngrok has a new address']);
  });

  test('has not moved where ngrok still lists the address: then something else is wrong', async () => {
    const { monitor, ngrokLists, pass } = setUp({ publicUrl: `${old}/phones`, outcome: bad });
    ngrokLists(current, old);
    monitor.retarget();
    await pass(0);
    expect(monitor.status()).toMatchObject({ newUrl: null, isDown: false });
  });

  test('is offered, but no reason to call a hiccup more, where the address is not ngrok’s', async () => {
    const { monitor, ngrokLists, pass } = setUp({ outcome: bad });
    ngrokLists(current);
    monitor.retarget();
    await pass(0);
    expect(monitor.status()).toMatchObject({ newUrl: current, isDown: false });
  });

  test('taken over and reachable says so', async () => {
    const { monitor, popups, ngrokLists, answerWith, pointAt, pass } = setUp({ publicUrl: old, outcome: bad });
    ngrokLists(current);
    monitor.retarget();
    await pass(0);
    answerWith(good);
    pointAt(current);
    await pass(0);
    expect(monitor.status()).toMatchObject({ state: 'reachable', url: current });
    expect(popups).toEqual(['ngrok has a new address', 'TeleCMI can reach DialPop again']);
  });
});
