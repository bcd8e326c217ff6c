/** Measures DialPop beside its references: see `npm run bench -- --help`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startVirtualDesktop } from '../../build/set-up/virtual-desktop.mjs';
import type { Bench } from './bench-context.ts';
import { copyHistory, seededHistory } from './history/seeded-history.ts';
import { formatTable, holds, type Row, ratioOf } from './row.ts';
import { measureAcceptedPosts, measureForwardedPosts } from './rows/accepted-posts.ts';
import { measureDisk } from './rows/disk.ts';
import { measureInsert } from './rows/insert.ts';
import { measureInstalledSize } from './rows/installed-size.ts';
import { measureIdleMemory } from './rows/memory.ts';
import { measureOpenWindow } from './rows/open-window.ts';
import { measurePopupLatency } from './rows/popup-latency.ts';
import { measureRequestSearch } from './rows/request-search.ts';
import { measureRerendering } from './rows/rerendering.ts';
import { measureScrolling, measureScrollingRequests } from './rows/scroll.ts';
import { measureSearch } from './rows/search.ts';
import { measureStalls } from './rows/stalls.ts';
import { measureStart } from './rows/start.ts';

/**
 * In this order: those that write to the large history come after those that only read it. Not in the
 * short form: what tells nothing after a few rounds on a busy machine, and what takes long to prepare.
 */
const measurements: {
  name: string;
  inShort: boolean;
  /** Cannot be measured again: it only finds what it deletes the first time. */
  isOnce?: boolean;
  measure: (bench: Bench) => Promise<Row[]>;
}[] = [
  { name: 'posts', inShort: true, measure: measureAcceptedPosts },
  { name: 'forwarding', inShort: true, measure: measureForwardedPosts },
  { name: 'popups', inShort: true, measure: measurePopupLatency },
  { name: 'start', inShort: true, measure: measureStart },
  { name: 'memory', inShort: true, measure: measureIdleMemory },
  { name: 'window', inShort: true, measure: measureOpenWindow },
  { name: 'search', inShort: true, measure: measureSearch },
  { name: 'requests', inShort: true, measure: measureRequestSearch },
  { name: 'rerendering', inShort: true, measure: measureRerendering },
  { name: 'scroll', inShort: false, measure: measureScrolling },
  { name: 'scroll-requests', inShort: false, measure: measureScrollingRequests },
  { name: 'insert', inShort: false, measure: measureInsert },
  { name: 'stalls', inShort: true, isOnce: true, measure: measureStalls },
  { name: 'disk', inShort: true, measure: measureDisk },
  { name: 'size', inShort: false, measure: measureInstalledSize },
];
/** How often a row of the short form is measured again if its bound does not hold. */
const shortRepeats = 2;
const names = measurements.map(({ name }) => name).join(',');

const help = `Usage: npm run bench -- [options]

  --calls <n>    how many calls a large history has (default 1000000; 5000 with --short);
                 made at its first use, some ten minutes and 4 GB for a million, and kept
  --rows <a,b>   only these: ${names}
  --json <file>  writes the rows there as well
  --short        a quick look: ends with 1 if anything is far slower than it should be
  --help         show this list
`;

const options = readOptions();
const electronPath = process.env['ELECTRON_EXECUTABLE_PATH'];
if (electronPath === undefined) throw new Error('ELECTRON_EXECUTABLE_PATH is not set; run npm run bench');
const rows = await measureAll(electronPath);
process.stdout.write(`\n${formatTable(rows, options.isShort)}\n`);
if (options.json !== undefined) {
  mkdirSync(dirname(options.json), { recursive: true });
  writeFileSync(options.json, `${JSON.stringify(describeRun(rows), null, 2)}\n`);
}
process.exitCode = options.isShort && rows.some((row) => !holds(row, true)) ? 1 : 0;

async function measureAll(electron: string): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dialpop-bench-'));
  const desktop = await startVirtualDesktop();
  const original = once(() => seededHistory(options.calls));
  const copy = once(async () => copyHistory(await original()));
  const bench: Bench = {
    place: { electronPath: electron, env: { ...process.env, ...desktop.env } },
    calls: options.calls,
    isShort: options.isShort,
    newFolder: () => mkdtempSync(join(folder, 'of-')),
    large: async () => (await copy()).path,
    largeOriginal: original,
  };
  const measured: Row[] = [];
  try {
    for (const { name, isOnce = false, measure } of options.chosen) {
      const begin = performance.now();
      let rows = await measure(bench);
      // Interference from the machine passes by the next time; a real fault stays.
      const isOut = () => options.isShort && !isOnce && rows.some((row) => !holds(row, true));
      for (let again = 0; again < shortRepeats && isOut(); again += 1) rows = await measure(bench);
      measured.push(...rows);
      process.stderr.write(`${name}: ${((performance.now() - begin) / 1000).toFixed(1)} s\n`);
    }
    return measured;
  } finally {
    await desktop.stop();
    if (copy.wasUsed()) (await copy()).remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Does something at its first use only. */
function once<Result>(make: () => Promise<Result>): (() => Promise<Result>) & { wasUsed: () => boolean } {
  let made: Promise<Result> | null = null;
  return Object.assign(
    () => {
      made ??= make();
      return made;
    },
    { wasUsed: () => made !== null },
  );
}

function describeRun(measured: readonly Row[]): object {
  return {
    measuredAt: new Date().toISOString(),
    calls: options.calls,
    isShort: options.isShort,
    machine: { cores: cpus().length, processor: cpus()[0]?.model, memoryMegabytes: Math.round(totalmem() / 1e6) },
    rows: measured.map((row) => ({ ...row, ratio: ratioOf(row), holds: holds(row, options.isShort) })),
  };
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      calls: { type: 'string' },
      rows: { type: 'string', default: names },
      json: { type: 'string' },
      short: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    process.exit(0);
  }
  const wanted = values.rows.split(',');
  const unknown = wanted.find((name) => measurements.every((one) => one.name !== name));
  const calls = Number(values.calls ?? (values.short ? 5000 : 1_000_000));
  if (unknown !== undefined || !Number.isInteger(calls) || calls < 1000) {
    process.stderr.write(
      unknown === undefined ? '--calls takes a number from 1000.\n' : `There is no row "${unknown}": ${names}\n`,
    );
    process.exit(2);
  }
  // npm runs scripts in the project's folder; files are named from where the person is.
  const json = values.json === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', values.json);
  return {
    calls,
    json,
    isShort: values.short,
    chosen: measurements.filter(({ name, inShort }) => wanted.includes(name) && (inShort || !values.short)),
  };
}
