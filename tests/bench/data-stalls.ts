/**
 * How much the main loop notices of an export, a backup, a restore and of tidying:
 * `node tests/bench/data-stalls.ts [calls]`. Calls arrive twenty times a second all the while, as
 * they would at a busy site; told are the longest stretch for which the loop stood still, and how long
 * recording a call took, each beside the same with nothing else going on.
 */
import '../support/without-electron.ts';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { restoreBackup } from '../../electron/data/restore-job.ts';
import { openDatabase } from '../../electron/history/open-database.ts';
import { createReplaceableHistory } from '../../electron/history/replaceable-history.ts';
import { applyRetention, backUpTo, exportTo, runTask, testSettings } from '../support/data-fixture.ts';
import { createTestHistory } from '../support/history-fixture.ts';
import { multiplyHistory } from '../support/multiply-history.ts';
import { postJson, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';

const wanted = Number(process.argv[2] ?? 1_000_000);
const dayMs = 86_400_000;
const arrivalMs = 50;

const test = createTestHistory();
const started = sample('outgoing-started').fields;
for (let index = 0; index < 20; index += 1) {
  const id = `call-${index}`;
  const own = { ...started, cmiuuid: id, conversation_uuid: id, custom: `{"ticket":"${index}","crm":"true"}` };
  for (const status of ['started', 'answered', 'hangup']) {
    test.writePopup(test.record({ ...own, status }), { status: 'shown', reason: null, shownAfterMs: 30 });
  }
}
test.history.close();
multiplyHistory(test.file, wanted, Date.now() - dayMs);
const opened = openDatabase(test.file);
if (!opened.ok) throw new Error(opened.detail);
const replaceable = createReplaceableHistory(opened.database);
const { history } = replaceable;

let arrived = 0;
function receiveCall(): number {
  arrived += 1;
  const id = `live-${arrived}`;
  const request = postJson({ ...started, cmiuuid: id, conversation_uuid: id });
  const event = validEvent(request);
  const begin = performance.now();
  history.recordEvent({ ...request, receivedAt: Date.now() }, event);
  return performance.now() - begin;
}

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const recordingMs: number[] = [];
  let failed = 0;
  const arriving = setInterval(() => {
    try {
      recordingMs.push(receiveCall());
    } catch {
      failed += 1;
    }
  }, arrivalMs);
  delay.enable();
  const begin = performance.now();
  const outcome = await work();
  const tookS = (performance.now() - begin) / 1000;
  delay.disable();
  clearInterval(arriving);
  const sorted = recordingMs.toSorted((one, other) => one - other);
  const row = {
    tookS: tookS.toFixed(1),
    loopP99Ms: (delay.percentile(99) / 1e6).toFixed(1),
    loopWorstMs: (delay.max / 1e6).toFixed(1),
    recordP50Ms: (sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(2),
    recordP99Ms: (sorted[Math.floor(sorted.length * 0.99)] ?? 0).toFixed(2),
    recordWorstMs: (sorted.at(-1) ?? 0).toFixed(2),
    calls: sorted.length,
    failed,
    rssMb: Math.round(process.memoryUsage().rss / 1e6),
  };
  process.stdout.write(`${name.padEnd(24)} ${JSON.stringify(row)} ${JSON.stringify(outcome)}\n`);
}

const pause = (ms: number) => () => new Promise((resolve) => setTimeout(resolve, ms));
const at = (name: string): string => join(test.folder, name);

process.stdout.write(`history: ${wanted} calls, ${Math.round(statSync(test.file).size / 1e6)} MB\n`);
await measure('nothing else', pause(10_000));
await measure('export to CSV', () => exportTo(test.file, at('calls.csv')));
rmSync(at('calls.csv'), { force: true });
await measure('export to JSON Lines', () => exportTo(test.file, at('calls.jsonl')));
rmSync(at('calls.jsonl'), { force: true });
await measure('backup', () => backUpTo(test.file, at('saved.dialpop')));
await measure('retention, 60 s of it', () =>
  applyRetention(test.file, { maximumCalls: 100 }, { signal: AbortSignal.timeout(60_000) }),
);
await measure('restore', () =>
  restoreBackup(
    at('saved.dialpop'),
    {
      runTask,
      replaceable,
      historyFile: test.file,
      folder: test.folder,
      appVersion: '0.1.0',
      getSettings: () => testSettings,
      updateSettings: () => ({ ok: true }),
      retention: { pause: async () => {}, resume: () => {} },
      releaseReaders: async () => () => {},
      onReplaced: () => {},
    },
    { signal: new AbortController().signal, progress: () => {}, ask: async () => true },
  ),
);
await measure('nothing else, after', pause(10_000));
history.close();
rmSync(test.folder, { recursive: true });
