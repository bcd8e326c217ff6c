import { z } from 'zod';
import { observeDialpop, observeSmallest, openWindow, type Windowed } from '../app/apps.ts';
import type { Bench } from '../bench-context.ts';
import type { Row } from '../row.ts';

/** Two frames at 60 a second: one was missed. */
const lateFrameMs = 32;
const pixelsATurn = 120;

const listOfCalls = '[role=listbox][aria-label="Calls, newest first"]';
const listOfRequests = '[role=listbox][aria-label="Requests, newest first"]';

const framesSchema = z.object({
  frames: z.number(),
  late: z.number(),
  longestMs: z.number(),
  scrolledPixels: z.number(),
});
type Frames = z.infer<typeof framesSchema>;

/** Frames that came late while the wheel is turned and pages are leafed through, as the page itself sees its frames. */
export async function measureScrolling({ place, calls, newFolder, large }: Bench): Promise<Row[]> {
  const ours = await scrollIn(await observeDialpop(place, await large()), place, listOfCalls);
  const reference = await scrollIn(await observeSmallest(place, newFolder()), place, null);
  if (ours.scrolledPixels === 0) throw new Error('The calls were not scrolled');
  if (reference.scrolledPixels === 0) throw new Error('The plain text was not scrolled');
  return [
    {
      id: 'scroll',
      what: `scrolling ${calls.toLocaleString('en')} calls, frames over ${lateFrameMs} ms`,
      unit: `of ${ours.frames}`,
      ours: ours.late,
      reference: { what: 'lines of plain text in an empty window', value: reference.late },
      target: { of: 'value', is: 'at most', limit: 0 },
      bound: ours.frames,
      details: {
        ourLongestMs: ours.longestMs,
        referenceLongestMs: reference.longestMs,
        referenceFrames: reference.frames,
        scrolledPixels: ours.scrolledPixels,
      },
    },
  ];
}

/** The same in the Requests view: a call has some five requests. */
export async function measureScrollingRequests({ place, newFolder, large }: Bench): Promise<Row[]> {
  const ours = await scrollIn(await observeDialpop(place, await large()), place, listOfRequests);
  const reference = await scrollIn(await observeSmallest(place, newFolder()), place, null);
  if (ours.scrolledPixels === 0) throw new Error('The requests were not scrolled');
  return [
    {
      id: 'scroll-requests',
      what: `scrolling all requests, frames over ${lateFrameMs} ms`,
      unit: `of ${ours.frames}`,
      ours: ours.late,
      reference: { what: 'lines of plain text in an empty window', value: reference.late },
      target: { of: 'value', is: 'at most', limit: 0 },
      bound: ours.frames,
      details: { ourLongestMs: ours.longestMs, scrolledPixels: ours.scrolledPixels },
    },
  ];
}

async function scrollIn(app: Windowed, place: Bench['place'], selector: string | null): Promise<Frames> {
  const { observed } = app;
  try {
    await openWindow(place, app);
    if (selector === listOfRequests) await observed.inPage(goToRequests);
    if (selector === null) await observed.inPage(fillWithText);
    const point = await observed.inPage<{ x: number; y: number }>(findMiddle(selector));
    await observed.inPage(watchFrames(selector));
    await observed.turnWheel({ ...point, deltaY: pixelsATurn, times: 600 });
    await observed.pressPageDown({ times: 100, everyMs: 33 });
    await observed.turnWheel({ ...point, deltaY: -pixelsATurn, times: 300 });
    return framesSchema.parse(await observed.inPage('window.dialpopBenchFrames()'));
  } finally {
    await app.stop();
  }
}

const scrollerOf = (selector: string | null): string =>
  selector === null ? 'document.scrollingElement' : `document.querySelector('${selector}')`;

const findMiddle = (selector: string | null): string => `(() => {
  const scroller = ${scrollerOf(selector)};
  if (scroller !== document.scrollingElement) scroller.focus();
  const { left, top } = scroller.getBoundingClientRect();
  return { x: Math.round(left + scroller.clientWidth / 2), y: Math.round(Math.max(0, top) + scroller.clientHeight / 2) };
})()`;

/** By its key, and until its first rows are there. */
const goToRequests = `new Promise((resolve) => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '2', ctrlKey: true, bubbles: true }));
  const look = () => document.querySelector('${listOfRequests} [role=option]') ? resolve(true) : requestAnimationFrame(look);
  look();
})`;

const fillWithText = `(() => {
  document.body.innerHTML = Array.from({ length: 20000 }, (_, index) => '<div>Line ' + index + '</div>').join('');
})()`;

/** Notes every gap between two frames; what it comes to is asked with the function it leaves behind. */
const watchFrames = (selector: string | null): string => `(() => {
  const scroller = ${scrollerOf(selector)};
  let [before, frames, late, longestMs, scrolledPixels, top] = [null, 0, 0, 0, 0, scroller.scrollTop];
  const look = (at) => {
    if (before !== null) {
      frames += 1;
      longestMs = Math.max(longestMs, at - before);
      if (at - before > ${lateFrameMs}) late += 1;
    }
    scrolledPixels += Math.abs(scroller.scrollTop - top);
    [before, top] = [at, scroller.scrollTop];
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.dialpopBenchFrames = () => ({ frames, late, longestMs, scrolledPixels });
})()`;
