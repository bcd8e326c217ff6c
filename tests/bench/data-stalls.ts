/**
 * How much the main loop notices of an export, a backup, a restore and of tidying, on a copy of a
 * history: `npm run seed -- --calls 1000000 --user-data /tmp/seeded`, then
 * `node tests/bench/data-stalls.ts /tmp/seeded/history.sqlite`. Calls arrive twenty times a second all the while, as
 * they would at a busy site; told are the longest stretch for which the loop stood still, and how long
 * recording a call took, each beside the same with nothing else going on.
 */
import '../support/without-electron.ts';
import { copyFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { restoreBackup } from '../../electron/data/restore-job.ts';
import { openDatabase } from '../../electron/history/open-database.ts';
import { createReplaceableHistory } from '../../electron/history/replaceable-history.ts';
import { applyRetention, backUpTo, exportTo, runTask, testSettings } from '../support/data-fixture.ts';
import { postJson, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('Name a history file.');
const arrivalMs = 50;
const started = sample('outgoing-started').fields;

const folder = temporaryFolder();
const file = join(folder.path, 'history.sqlite');
copyFileSync(source, file);
const opened = openDatabase(file);
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
const at = (name: string): string => join(folder.path, name);

process.stdout.write(
  `${history.listCalls(null, 1).items[0]?.id ?? 0} calls, ${Math.round(statSync(file).size / 1e6)} MB\n`,
);
await measure('nothing else', pause(10_000));
await measure('export to CSV', () => exportTo(file, at('calls.csv')));
rmSync(at('calls.csv'), { force: true });
await measure('export to JSON Lines', () => exportTo(file, at('calls.jsonl')));
rmSync(at('calls.jsonl'), { force: true });
await measure('backup', () => backUpTo(file, at('saved.dialpop')));
await measure('retention, 60 s of it', () =>
  applyRetention(file, { maximumCalls: 100 }, { signal: AbortSignal.timeout(60_000) }),
);
await measure('restore', () =>
  restoreBackup(
    at('saved.dialpop'),
    {
      runTask,
      replaceable,
      historyFile: file,
      folder: folder.path,
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
folder.remove();
