import { once } from 'node:events';
import { closeSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHoldableRunner } from '../../electron/data/holdable-runner.ts';
import type { RunTask } from '../../electron/data/run-task.ts';
import { collectDiagnostics, type DiagnosticsSources } from '../../electron/diagnostics/collect-diagnostics.ts';
import { createHistoryCheck } from '../../electron/diagnostics/history-check.ts';
import { createHistoryFacts } from '../../electron/diagnostics/history-facts.ts';
import { gatherReport } from '../../electron/diagnostics/report-contents.ts';
import { createRequestCounter } from '../../electron/diagnostics/request-counter.ts';
import { readSystemFacts } from '../../electron/diagnostics/system-facts.ts';
import { readConnectionFacts } from '../../electron/history/connection-facts.ts';
import { createOwnSends, isOwnRequest, ownSendHeader, takeOwnSending } from '../../electron/webhook/own-sends.ts';
import { everyCall } from '../../shared/call-query.ts';
import { buildReport } from '../../shared/diagnostics/build-report.ts';
import { countStates, describeDiagnostics } from '../../shared/diagnostics/describe-diagnostics.ts';
import type { HistoryCheck } from '../../shared/diagnostics/diagnostics.ts';
import { everyRequest } from '../../shared/request-query.ts';
import { createRedactor, createVersionReader } from '../../shared/safe-text.ts';
import type { AppStatus } from '../../shared/status.ts';
import { runTask } from '../support/data-fixture.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';
import { patienceMs } from '../support/patience.ts';
import { send } from '../support/webhook-fixture.ts';

const token = 'abcdef0123456789abcdef0123456789';
const redact = createRedactor('/home/asha');
const readVersion = createVersionReader(redact);
let history: TestHistory;

beforeEach(() => {
  history = createTestHistory();
});
afterEach(() => history.remove());

const status: AppStatus = {
  listener: { state: 'listening', port: 3425, url: `http://127.0.0.1:3425/hook/${token}` },
  webhookUrl: `https://asha.ngrok.app/hook/${token}`,
  isWebhookUrlPublic: true,
  lastWebhookAt: null,
  pausedUntil: null,
  history: { status: 'open' },
  unread: 0,
  tunnel: { state: 'reachable', url: `https://asha.ngrok.app/hook/${token}`, latencyMs: 80, checkedAt: 1 },
  forwarding: { failing: [], stopped: [] },
  systemPopups: { state: 'on' },
  answerControl: null,
  notices: [],
  version: '0.1.0',
};

const readHistory = (run: RunTask = runTask, check: HistoryCheck = { state: 'never' }) =>
  createHistoryFacts({
    redact,
    readVersion,
    runTask: run,
    historyFile: history.file,
    folder: history.folder,
    readConnection: async () => readConnectionFacts(history.database),
    getFailure: () => null,
    getCheck: () => check,
  });

const sources = (changes: Partial<DiagnosticsSources> = {}): DiagnosticsSources => ({
  redact,
  readVersions: () => readSystemFacts({ redact, readVersion, appVersion: '0.1.0', getLocale: () => 'en-IN' }),
  getStatus: () => status,
  getListener: () => ({ since: 1, lastProblem: null }),
  getRequestCounts: () => ({ answered: 0, refused: 0, wrongAddress: 0, shed: 0 }),
  getPopupCounts: () => ({ shown: 0, failed: 0, last: null }),
  findNotificationService: null,
  getTray: () => ({ exists: true, since: 1 }),
  readHistory: readHistory(),
  folder: history.folder,
  getProcessMetrics: () => [{ type: 'Browser', memory: { workingSetSize: 1000 } }],
  isSandboxed: () => true,
  getLoopDelay: () => null,
  logger: { folder: join(history.folder, 'logs'), problems: () => [], writeProblem: () => null },
  // Longer than a thread takes to start on a busy machine.
  partLimitMs: patienceMs,
  ...changes,
});

const stateOf = async (id: string, changes: Partial<DiagnosticsSources>) =>
  describeDiagnostics(await collectDiagnostics(sources(changes))).find((group) => group.id === id);

describe('what is told', () => {
  test('of a healthy app is fine, with the settings in force on the connection that writes', async () => {
    history.startCall();
    const diagnostics = await collectDiagnostics(sources());
    expect(countStates(describeDiagnostics(diagnostics))).toEqual({ fine: 9, attention: 0, problem: 0 });
    expect(diagnostics.history).toMatchObject({
      ok: true,
      facts: { calls: 1, requests: 1, journalMode: 'wal', synchronous: 'full', layoutVersion: 7 },
    });
    history.database.exec('PRAGMA synchronous = NORMAL');
    expect(await stateOf('history', {})).toMatchObject({ state: 'problem' });
  });

  test('is the rest where a part fails or hangs', async () => {
    const diagnostics = await collectDiagnostics(
      sources({
        getTray: () => {
          throw new Error(`no tray for ${token}`);
        },
        readHistory: () => new Promise(() => {}),
        partLimitMs: 3000,
        readVersions: async () => Promise.reject(new Error('')),
      }),
    );
    expect(diagnostics.tray).toEqual({ ok: false, reason: 'no tray for <token>' });
    expect(diagnostics.history).toEqual({ ok: false, reason: 'no answer within 3 s' });
    expect(diagnostics.listener.ok).toBe(true);
    const groups = describeDiagnostics(diagnostics);
    expect(countStates(groups)).toEqual({ fine: 6, attention: 3, problem: 0 });
    expect(groups.find(({ id }) => id === 'tray')?.summary).toBe('Could not be read: no tray for <token>');
  });

  test('names what was set aside, with when', async () => {
    writeFileSync(join(history.folder, 'history.sqlite.damaged-2026-11-24T10-20-30-123Z'), 'xy');
    writeFileSync(join(history.folder, 'somebody-else.damaged-2026-11-24T10-20-30-123Z'), 'xy');
    const { setAside } = await readHistory()();
    expect(setAside).toEqual([{ kind: 'history', at: Date.UTC(2026, 10, 24, 10, 20, 30), bytes: 2 }]);
    expect(await stateOf('history', {})).toMatchObject({ state: 'attention' });
  });

  test('a window without a sandbox is something to look at, and how that comes about', async () => {
    const rows = async (isSandboxed: boolean) => {
      const group = await stateOf('process', { isSandboxed: () => isSandboxed });
      return { ...group, sandbox: group?.rows.find(({ label }) => label === 'Sandbox')?.value };
    };
    expect(await rows(true)).toMatchObject({ state: 'fine', sandbox: 'On' });
    expect(await rows(false)).toMatchObject({
      state: 'attention',
      summary: 'The window runs without Chromium’s sandbox',
      sandbox: expect.stringContaining('--no-sandbox'),
    });
  });

  test('counts the history once, however long that takes and however often it is asked', async () => {
    let finish = (): void => {};
    let runs = 0;
    const slow: RunTask = async (...task) => {
      runs += 1;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return runTask(...task);
    };
    const read = readHistory(slow);
    const asked = [read(), read(), read()];
    await vi.waitFor(() => expect(runs).toBe(1));
    finish();
    expect((await Promise.all(asked)).map(({ calls }) => calls)).toEqual([0, 0, 0]);
    expect(runs).toBe(1);
  });

  test('of popups is the truth about the service and the last one', async () => {
    const missing = await stateOf('popups', { findNotificationService: async () => ({ state: 'missing' }) });
    expect(missing).toMatchObject({ state: 'problem', summary: 'No notification service is running' });
    const gone = await stateOf('popups', { findNotificationService: async () => Promise.reject(new Error('no bus')) });
    expect(gone).toMatchObject({ state: 'problem', summary: expect.stringContaining('no bus') });
    const failed = await stateOf('popups', {
      getPopupCounts: () => ({ shown: 3, failed: 1, last: { at: 1, failure: 'turned off' } }),
    });
    expect(failed).toMatchObject({ state: 'problem', summary: 'Could not be shown: turned off' });
  });
});

test('requests are counted by how they were answered; checks of the tunnel and what DialPop sent itself not at all', async () => {
  const ownSends = createOwnSends('key');
  const counter = createRequestCounter(isOwnRequest);
  const server = createServer(
    counter.watch((request, response) => {
      takeOwnSending(request, ownSends);
      response.statusCode = Number(/\d{3}$/.exec(request.url ?? '')?.[0]);
      response.end();
    }),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  for (const answer of [200, 200, 422, 404, 429, 503]) await send(port, { path: `/hook/x/${answer}` });
  await send(port, { path: '/hook/x/check/200' });
  const mark = ownSends.announce({ origin: 'composed', sourceId: null });
  for (const value of [mark, 'key']) await send(port, { path: '/hook/x/200', headers: { [ownSendHeader]: value } });
  expect(counter.counts()).toEqual({ answered: 2, refused: 1, wrongAddress: 1, shed: 2 });
  server.closeAllConnections();
  server.close();
});

describe('a check of the history', () => {
  const watch = () => {
    const told: HistoryCheck[] = [];
    const check = createHistoryCheck({ runTask, historyFile: history.file, redact, onChange: (one) => told.push(one) });
    return { told, check };
  };

  test('finds a whole one whole, while it is written to', async () => {
    for (let call = 0; call < 50; call += 1) history.startCall();
    const { told, check } = watch();
    check.start();
    history.startCall();
    await vi.waitFor(() => expect(check.get()).toMatchObject({ state: 'done', damage: null }));
    expect(told[0]).toMatchObject({ state: 'running' });
  });

  test('finds damage on a page, and says it is a problem', async () => {
    for (let call = 0; call < 300; call += 1) history.startCall();
    history.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    // Beyond the first pages, which hold the layout.
    const { size } = statSync(history.file);
    const file = openSync(history.file, 'r+');
    for (let at = 40 * 4096; at < size; at += 3 * 4096) writeSync(file, Buffer.alloc(600, 0xa5), 0, 600, at);
    closeSync(file);
    const { check } = watch();
    check.start();
    await vi.waitFor(() => expect(['done', 'failed']).toContain(check.get().state));
    const end = check.get();
    expect(end.state === 'done' ? end.damage : end).toBeTruthy();
    expect(await stateOf('history', { readHistory: readHistory(runTask, end) })).toMatchObject({
      state: end.state === 'done' ? 'problem' : 'attention',
    });
  });

  test('is over at once for who cancels it, and can begin anew', async () => {
    history.startCall();
    const { told, check } = watch();
    check.start();
    check.cancel();
    expect(check.get().state).toBe('cancelled');
    check.start();
    await vi.waitFor(() => expect(check.get().state).toBe('done'));
    expect(told.slice(0, 3).map(({ state }) => state)).toEqual(['running', 'cancelled', 'running']);
    expect(told.filter(({ state }) => state === 'done' || state === 'cancelled')).toHaveLength(2);
  });
});

test('while another history takes its place nobody looks at it, and then again', async () => {
  const { runTask: run, hold } = createHoldableRunner(runTask);
  const underWay = run('countHistory', { historyFile: history.file });
  let isOver = false;
  void underWay.then(() => {
    isOver = true;
  });
  const release = await hold();
  expect(isOver).toBe(true);
  expect(await run('countHistory', { historyFile: history.file })).toMatchObject({ status: 'failed' });
  release();
  expect(await run('countHistory', { historyFile: history.file })).toMatchObject({ status: 'done' });
});

describe('a report', () => {
  const digits = fc.stringMatching(/^[6-9]\d{9}$/);
  const word = fc.stringMatching(/^[A-Z][a-z]{7,14}$/);

  const reportOf = async (
    choices: { numbers: boolean; token: boolean; customValues: boolean },
    failure: string,
    otherStatus: string,
  ) => {
    const contents = await gatherReport(
      {
        redact,
        collect: () =>
          collectDiagnostics(sources({ getPopupCounts: () => ({ shown: 0, failed: 1, last: { at: 1, failure } }) })),
        listCalls: async () =>
          history.history
            .findCalls({ query: everyCall, before: null, limit: 5 })
            .items.map((call) => ({ ...call, status: otherStatus })),
        listRequests: async () => history.history.findRequests({ query: everyRequest, before: null, limit: 5 }).items,
        getWebhookUrl: () => status.webhookUrl,
      },
      choices,
    );
    return buildReport(contents);
  };

  test('holds what was ticked and nothing of the rest, whatever calls hold', async () => {
    const private_ = fc.record({ number: digits, name: word, value: word, status: word });
    await fc.assert(
      fc.asyncProperty(
        private_,
        fc.record({ numbers: fc.boolean(), token: fc.boolean(), customValues: fc.boolean() }),
        async (call, choices) => {
          history.startCall({ to: call.number, extra_params: { [call.name]: call.value } });
          const report = await reportOf(choices, `${call.number} was not shown by ${status.webhookUrl}`, call.status);
          expect(report.includes(call.number)).toBe(choices.numbers);
          expect(report.includes(token)).toBe(choices.token);
          expect(report.includes(call.value)).toBe(choices.customValues);
          // TeleCMI may send anything as a status.
          expect(report).not.toContain(call.status);
          expect(report).toMatch(/another status .*custom field/);
        },
      ),
      { numRuns: 16 },
    );
  });

  test('says so where calls cannot be read', async () => {
    const contents = await gatherReport(
      {
        redact,
        collect: () => collectDiagnostics(sources()),
        listCalls: () => Promise.reject(new Error('The history is closed')),
        listRequests: async () => [],
        getWebhookUrl: () => status.webhookUrl,
      },
      { numbers: true, token: false, customValues: true },
    );
    expect(buildReport(contents)).toContain('Could not be read: The history is closed');
  });
});
