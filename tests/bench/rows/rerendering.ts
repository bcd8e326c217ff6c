import { Agent } from 'node:http';
import { observeDialpop, openWindow, type Place, prepareUserData } from '../app/apps.ts';
import { type Bench, byTurns } from '../bench-context.ts';
import { newEvent } from '../load/new-event.ts';
import { post } from '../load/post.ts';
import type { Row } from '../row.ts';
import { median } from '../statistics.ts';

const newCalls = 40;
const everyMs = 25;
/** Some 40 kB in a body. */
const entries = 20_000;

/** For how long the window does not answer while calls come in, with a large event open as JSON and with a small one. */
export async function measureRerendering({ place, isShort, newFolder }: Bench): Promise<Row[]> {
  const measure = (numbers: number) => () => measureLongTasks(place, prepareUserData(newFolder()), numbers);
  const rounds = await byTurns(isShort ? 1 : 5, measure(entries), measure(1));
  return [
    {
      id: 'rerendering',
      what: `${newCalls} calls in a second, 40 kB of JSON on show, long tasks of the window`,
      unit: 'ms',
      ours: median(rounds.ours),
      reference: { what: 'a small event on show', value: median(rounds.reference) },
      target: { of: 'value', is: 'at most', limit: 200 },
      bound: 1000,
      boundRatio: 2,
      rounds,
    },
  ];
}

async function measureLongTasks(place: Place, userData: string, numbers: number): Promise<number> {
  const app = await observeDialpop(place, userData);
  const agent = new Agent({ keepAlive: true });
  try {
    const parts = Array.from({ length: numbers }, (_, index) => index % 10);
    const shown = { ...JSON.parse(newEvent().body), extra_params: { parts } };
    await post(agent, app.said, JSON.stringify(shown));
    await openWindow(place, app);
    await app.observed.inPage(openAsJson);
    await app.observed.inPage(watchLongTasks);
    for (let call = 0; call < newCalls; call += 1) {
      await post(agent, app.said, newEvent().body);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    return await app.observed.inPage<number>(sumLongTasks);
  } finally {
    agent.destroy();
    await app.stop();
  }
}

/** Waits in the page for something to be there. */
const until = (condition: string): string => `new Promise((resolve) => {
  const look = () => ${condition} ? resolve(true) : requestAnimationFrame(look);
  look();
})`;

const tab = `[...document.querySelectorAll('.detail-pane [role=tab]')].find(({ textContent }) => textContent === 'JSON')`;

const openAsJson = `(async () => {
  document.querySelector('[role=option]').click();
  await ${until(tab)};
  ${tab}.focus();
  await ${until(`document.querySelector('.json-tree')`)};
  await ${until(`document.querySelector('.unread-dot:not(:empty)') === null`)};
  return true;
})()`;

const watchLongTasks = `(() => {
  window.dialpopBenchLongTasks = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.dialpopBenchLongTasks += duration;
  }).observe({ type: 'longtask' });
})()`;

const sumLongTasks = `(async () => {
  await ${until(`document.querySelector('[role=option]').ariaSetSize === '${newCalls + 1}'`)};
  return Math.round(window.dialpopBenchLongTasks);
})()`;
