import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Composer, createComposer } from '../../electron/composer/composer-service.ts';
import { writeRunningFile } from '../../electron/running-file.ts';
import { everyCall } from '../../shared/call-query.ts';
import { toDraft } from '../../shared/composer/draft.ts';
import type { ScenarioRun } from '../../shared/composer/scenario-run.ts';
import type { ScenarioName, ScenarioOptions } from '../../shared/composer/scenarios.ts';
import { everyRequest } from '../../shared/request-query.ts';
import { sample, startWebhook, temporaryFolder, token, type Webhook } from '../support/webhook-fixture.ts';

const options: ScenarioOptions = { to: '447700900123', agent: '204', count: 12, speed: 'fast', encoding: 'json' };
let webhook: Webhook;
let url: string | null;
let composer: Composer;
let runs: ScenarioRun[];

beforeEach(async () => {
  webhook = await startWebhook();
  url = `http://127.0.0.1:${webhook.port}/hook/${token}`;
  runs = [];
  composer = createComposer({
    getUrl: () => url,
    announceOwn: () => webhook.ownSends.announce({ origin: 'composed', sourceId: null }),
    onRun: (run) => runs.push(structuredClone(run)),
    reportError: (error) => {
      throw error;
    },
  });
});
afterEach(async () => {
  composer.stop();
  await webhook.stop();
});

const requests = () => webhook.history.findRequests({ query: everyRequest, before: null, limit: 200 }).items;
const calls = () => webhook.history.findCalls({ query: everyCall, before: null, limit: 200 }).items;
const states = () => composer.getScenario()?.steps.map(({ outcome }) => outcome.state);

/** Sends a scenario to its end. */
async function run(name: ScenarioName, changes: Partial<ScenarioOptions> = {}): Promise<ScenarioRun | null> {
  expect(composer.startScenario(name, { ...options, ...changes })).toEqual({ ok: true });
  await vi.waitUntil(() => composer.getScenario()?.state !== 'running');
  return composer.getScenario();
}

test.each(['click2call', 'out-of-order'] as const)(
  '%s is one call with its whole story, and known as composed',
  async (name) => {
    expect(await run(name)).toMatchObject({ state: 'done' });
    expect(requests().every(({ origin, outcome }) => origin === 'composed' && outcome === 'accepted')).toBe(true);
    const [call, ...others] = calls();
    expect(others).toEqual([]);
    expect(call).toMatchObject({ number: '447700900123', agent: '204_2222223', isOver: true, origin: 'composed' });
    expect(webhook.history.getCall(call?.id ?? 0)?.events).toHaveLength(7);
  },
);

test.each(['form', 'get'] as const)('a scenario can be sent as %s', async (encoding) => {
  await run('agent-missed', { encoding });
  expect(requests().map(({ method }) => method)).toEqual(Array(3).fill(encoding === 'get' ? 'GET' : 'POST'));
  expect(calls()).toMatchObject([{ number: '447700900123', isOver: true, status: 'missed' }]);
});

test('a burst is as many calls; redeliveries are one call that came so many times', async () => {
  await run('burst');
  expect(new Set(calls().map(({ number }) => number)).size).toBe(12);
  expect(runs.at(-1)?.steps.every(({ outcome }) => outcome.state === 'answered' && outcome.status === 200)).toBe(true);
  await run('redeliveries', { count: 4 });
  expect(calls()).toHaveLength(13);
  expect(calls()[0]).toMatchObject({ deliveries: 4 });
});

test('its progress is told live, and a second one has to wait', async () => {
  composer.startScenario('click2call', options);
  expect(runs[0]?.steps.map(({ outcome }) => outcome.state)).toEqual(Array(7).fill('waiting'));
  expect(composer.startScenario('burst', options)).toMatchObject({ ok: false });
  await vi.waitUntil(() => composer.getScenario()?.state === 'done');
  expect(
    runs.some(({ steps }) => steps[0]?.outcome.state === 'answered' && steps[6]?.outcome.state === 'waiting'),
  ).toBe(true);
  expect(runs.at(-1)).toEqual(composer.getScenario());
});

test('cancelled, it sends nothing any more', async () => {
  composer.startScenario('click2call', { ...options, speed: 'real' });
  await vi.waitUntil(() => states()?.[0] === 'answered');
  composer.cancelScenario();
  await vi.waitUntil(() => composer.getScenario()?.state === 'cancelled');
  expect(states()).toEqual(['answered', ...Array(6).fill('skipped')]);
  expect(requests()).toHaveLength(1);
});

test('where nothing answers it ends and says why', async () => {
  url = 'http://127.0.0.1:1/hook/x';
  expect(await run('click2call')).toMatchObject({ state: 'unreachable' });
  expect(states()).toEqual(['failed', ...Array(6).fill('skipped')]);
  url = null;
  expect(composer.startScenario('burst', options)).toMatchObject({ ok: false });
  expect(await composer.send(toDraft({}, 'json'))).toMatchObject({ ok: false });
});

test('one message is answered as the listener answers it, accepted or refused', async () => {
  const draft = toDraft(sample('outgoing-started').fields, 'json');
  expect(await composer.send(draft)).toMatchObject({ ok: true, status: 200, body: '{"status":"accepted"}' });
  expect(await composer.send({ ...draft, encoding: 'get' })).toMatchObject({ body: '{"status":"duplicate"}' });
  const refused = await composer.send(toDraft({ type: 'event' }, 'form'));
  expect(refused).toMatchObject({ ok: true, status: 422, body: expect.stringContaining('cmiuuid') });
  expect(requests().map(({ origin }) => origin)).toEqual(['composed', 'composed', 'composed']);
});

const sampleScript = fileURLToPath(new URL('../../electron/cli/sample.ts', import.meta.url));

/** `npm run sample`, for the webhook as for a running app. */
async function runCommand(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [sampleScript, ...args]);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

test('a command whose reader has enough ends without a word', async () => {
  const child = spawn(process.execPath, [sampleScript, '--url', url ?? '', '--count', '500']);
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('the terminal sends scenarios and saved messages too, marked as composed; elsewhere it tells nobody the key', async () => {
  const folder = temporaryFolder();
  try {
    const userData = ['--user-data', folder.path];
    writeRunningFile(folder.path, { url: url ?? '', key: webhook.ownSends.key });
    const sent = await runCommand(...userData, '--scenario', 'manual-dial', '--to', '447700900777', '--agent', '205');
    expect(sent).toMatchObject({ code: 0, stderr: '' });
    expect(
      sent.stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/ {2,}/g, ' ').trim()),
    ).toEqual([
      '0.0 s leg a started 200 {"status":"accepted"}',
      '0.2 s leg a answered 200 {"status":"accepted"}',
      '0.4 s leg a hangup 200 {"status":"accepted"}',
      '0.6 s leg a record 200 {"status":"accepted"}',
    ]);
    expect(calls()).toMatchObject([{ number: '447700900777', agent: '205_2222223', origin: 'composed' }]);

    const draft = toDraft({ type: 'event', status: 'mine', cmiuuid: 'x', leg: 'a' }, 'get');
    const savedMessages = [{ id: 'one', name: 'My own', hasNewIds: true, draft }, 'damaged'];
    writeFileSync(join(folder.path, 'settings.json'), JSON.stringify({ savedMessages }));
    const saved = await runCommand(...userData, '--saved', 'My own', '--count', '2');
    expect(saved).toMatchObject({ code: 0, stdout: '200 {"status":"accepted"}\n'.repeat(2) });
    expect(requests().every(({ origin }) => origin === 'composed')).toBe(true);

    const elsewhere = await runCommand(...userData, '--url', url ?? '', '--scenario', 'agent-missed', '--form');
    expect(elsewhere.code).toBe(0);
    expect(
      requests()
        .slice(0, 3)
        .map(({ origin }) => origin),
    ).toEqual(['received', 'received', 'received']);
  } finally {
    folder.remove();
  }
});

test.each([
  [['--scenario', 'click3call'], 'The scenarios are click2call, unanswered,'],
  [['--scenario', 'click2call', '--count', '2'], '--count goes with the scenarios burst and redeliveries'],
  [['--scenario', 'burst', '--to', 'me'], '--to takes up to 20 digits'],
  [['--scenario', 'burst', '--leg', 'b'], '--scenario and --leg exclude each other'],
  [['--saved', 'Nothing'], 'There is no saved message "Nothing"'],
])('what the command cannot do it says in a sentence: %j', async (args, sentence) => {
  const folder = temporaryFolder();
  const { code, stdout, stderr } = await runCommand('--user-data', folder.path, ...args);
  folder.remove();
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(sentence);
});
