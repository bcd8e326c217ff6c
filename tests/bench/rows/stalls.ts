import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CallQuery, everyCall } from '../../../shared/call-query.ts';
import { parseQueryText } from '../../../shared/call-query-text.ts';
import { observeDialpop, openWindow, type Windowed } from '../app/apps.ts';
import { pageScript } from '../app/page-script.ts';
import type { Bench } from '../bench-context.ts';
import { newEvent } from '../load/new-event.ts';
import { post } from '../load/post.ts';
import type { Row } from '../row.ts';
import { median, quantile } from '../statistics.ts';

/** Calls come in all the while, as at a busy site. */
const arrivalMs = 50;
/** What the last one left to do shall not count for the next. */
const pauseAfterMs = 1000;

interface Stall {
  longestMs: number;
  p99Ms: number;
  answerP99Ms: number;
  seconds: number;
}

/** The longest time for which the main process's loop stood still, while something large is done with the window open. */
export async function measureStalls({ place, calls, isShort, newFolder, large }: Bench): Promise<Row[]> {
  const app = await observeDialpop(place, await large());
  const folder = newFolder();
  const { observed } = app;
  const job = async (file: string, start: string): Promise<void> => {
    await observed.chooseFile(join(folder, file));
    await observed.inPage(start);
  };
  const searches = ['4', 'tic', 'renewal', '+44 20 79', 'no such call', 'agent:203'];
  const rounds = isShort ? 1 : 3;
  const works: [id: string, what: string, work: (round: number) => Promise<unknown>][] = [
    ['nothing', 'nothing', () => sleep(isShort ? 2000 : 5000)],
    ['search', 'searching', () => observed.inPage(search(searches.map((text) => parseQueryText(text).query)))],
    ['export', 'an export', (round) => job(`${round}.csv`, exportCalls)],
    ['backup', 'a backup', (round) => job(`${round}.dialpop`, backUp)],
    ['actions', 'marking all as read, deleting and restoring 1,000 calls', () => observed.inPage(actOnMany)],
    ['retention', 'retention', (round) => observed.inPage(keepFewer(Math.ceil(calls * (1 - 0.02 * (round + 1)))))],
  ];
  try {
    await openWindow(place, app);
    const stalls = new Map<string, Stall[]>();
    for (const [id, , work] of works) {
      const measured: Stall[] = [];
      for (let round = 0; round < rounds; round += 1) {
        if (!isShort) await sleep(pauseAfterMs);
        measured.push(await watch(app, () => work(round)));
      }
      stalls.set(id, measured);
    }
    const longest = (id: string) => (stalls.get(id) ?? []).map(({ longestMs }) => longestMs);
    return works
      .filter(([id]) => id !== 'nothing')
      .map(([id, what]) => ({
        id: `stall-${id}`,
        what: `longest main-loop stall during ${what}`,
        unit: 'ms',
        ours: median(longest(id)),
        reference: { what: 'during nothing', value: median(longest('nothing')) },
        target: { of: 'value', is: 'at most', limit: 50 },
        bound: 1000,
        boundRatio: 50,
        rounds: { ours: longest(id), reference: longest('nothing') },
        details: {
          loopP99Ms: median((stalls.get(id) ?? []).map(({ p99Ms }) => p99Ms)),
          answerP99Ms: median((stalls.get(id) ?? []).map(({ answerP99Ms }) => answerP99Ms)),
          seconds: median((stalls.get(id) ?? []).map(({ seconds }) => seconds)),
        },
      }));
  } finally {
    await app.stop();
  }
}

/** Watches the loop during some work, calls arriving meanwhile. */
async function watch({ observed, said }: Windowed, work: () => Promise<unknown>): Promise<Stall> {
  const agent = new Agent({ keepAlive: true });
  const answers: Promise<number>[] = [];
  const arriving = setInterval(() => answers.push(post(agent, said, newEvent().body)), arrivalMs);
  await observed.watchLoop();
  const begin = performance.now();
  try {
    await work();
    const seconds = (performance.now() - begin) / 1000;
    const loop = await observed.readLoop();
    clearInterval(arriving);
    return { ...loop, seconds, answerP99Ms: quantile(await Promise.all(answers), 0.99) };
  } finally {
    clearInterval(arriving);
    agent.destroy();
  }
}

const search = (queries: CallQuery[]) =>
  pageScript(
    async (dialpop, given) => {
      for (let time = 0; time < 5; time += 1) {
        for (const query of given.queries) await dialpop.listCalls({ query, before: null, limit: 100 });
      }
    },
    { queries },
  );

const exportCalls = pageScript(
  async (dialpop, { query }) => {
    const begun = await dialpop.exportCalls({ query, format: 'csv' });
    if (!begun.ok) throw new Error(begun.message);
    for (;;) {
      const job = await dialpop.getJob();
      if (job?.state === 'done') return dialpop.dismissJob();
      if (job?.state !== 'running') throw new Error(JSON.stringify(job));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  },
  { query: everyCall },
);

const backUp = pageScript(async (dialpop) => {
  const begun = await dialpop.backUp();
  if (!begun.ok) throw new Error(begun.message);
  for (;;) {
    const job = await dialpop.getJob();
    if (job?.state === 'done') return dialpop.dismissJob();
    if (job?.state !== 'running') throw new Error(JSON.stringify(job));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}, null);

const actOnMany = pageScript(
  async (dialpop, { query }) => {
    const { items } = await dialpop.listCalls({ query, before: null, limit: 1 });
    const newest = items[0]?.id ?? 1;
    const ids = Array.from({ length: 1000 }, (_, index) => newest - index * Math.floor(newest / 1000));
    await dialpop.markAllCallsRead();
    await dialpop.deleteCalls({ ids });
    await dialpop.restoreCalls({ ids });
  },
  { query: everyCall },
);

/** Sets a limit and waits until the history keeps to it; new calls go on coming. */
const keepFewer = (maximumCalls: number) =>
  pageScript(
    async (dialpop, given) => {
      const none = { maximumAgeDays: null, maximumCalls: null, maximumMegabytes: null };
      const saved = await dialpop.updateSettings({ retention: { ...none, maximumCalls: given.maximumCalls } });
      if (!saved.ok) throw new Error(saved.message);
      for (;;) {
        const { calls, pinnedCalls } = await dialpop.getStorage();
        if (calls <= given.maximumCalls + pinnedCalls + 200) break;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      await dialpop.updateSettings({ retention: none });
    },
    { maximumCalls },
  );
