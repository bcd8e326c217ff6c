import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ShowResult } from '../../../../electron/notifications/notifier.ts';
import { createPopupBursts } from '../../../../electron/notifications/popup-bursts.ts';
import type { PopupText } from '../../../../shared/format-notification.ts';

/** Popups on a clock that the test moves. */
function setUp(answer: () => ShowResult = () => ({ status: 'shown' })) {
  let time = 0;
  let timers: { at: number; run: () => void }[] = [];
  const sent: { key: string; text: PopupText; isSilent: boolean; click: () => void }[] = [];
  const onScreen = new Map<string, PopupText>();
  const opened: string[] = [];
  const bursts = createPopupBursts({
    notifier: {
      async show(key, text, click, { isSilent = false } = {}) {
        sent.push({ key, text, isSilent, click });
        const result = answer();
        if (result.status === 'shown') onScreen.set(key, text);
        return result;
      },
      withdraw: async (key) => void onScreen.delete(key),
      close: async () => {},
    },
    openWindow: () => void opened.push('window'),
    now: () => time,
    delay: (ms) => new Promise<void>((run) => void timers.push({ at: time + ms, run })),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    sent,
    onScreen,
    opened,
    settle,
    /** Shows the popup of a call and tells what became of it, once it is known. */
    show(callId: number, how: 'show' | 'replace' = 'show', number: string | null = `44207946${1000 + callId}`) {
      return bursts[how]({
        callId,
        called: { number, callerid: null },
        text: { title: `call ${callId}`, body: '' },
        onClick: () => void opened.push(`call ${callId}`),
        options: {},
      });
    },
    /** Moves the clock on. */
    async pass(ms: number) {
      const end = time + ms;
      await settle();
      while (timers.some(({ at }) => at <= end)) {
        time = Math.min(...timers.map(({ at }) => at));
        const due = timers.filter(({ at }) => at <= time);
        timers = timers.filter(({ at }) => at > time);
        for (const { run } of due) run();
        await settle();
      }
      time = end;
      await settle();
    },
    titles: () => [...onScreen.values()].map(({ title }) => title),
  };
}

describe('calls that come one after the other', () => {
  test('up to three within two seconds pop each by itself', async () => {
    const { show, settle, titles } = setUp();
    for (const id of [1, 2, 3]) void show(id);
    await settle();
    expect(titles()).toEqual(['call 1', 'call 2', 'call 3']);
  });

  test('more than three, but not within two seconds, too', async () => {
    const { show, pass, titles } = setUp();
    for (let id = 1; id <= 8; id += 1) {
      void show(id);
      await pass(700);
    }
    expect(titles()).toHaveLength(8);
  });
});

describe('a burst', () => {
  test('is one popup that says how many, with the newest numbers, in the place of those before', async () => {
    const { show, pass, onScreen } = setUp();
    for (let id = 1; id <= 7; id += 1) void show(id);
    await pass(1000);
    expect([...onScreen.values()]).toEqual([
      {
        title: '7 calls started',
        body: '+44 20 7946 1007 · United Kingdom\n+44 20 7946 1006 · United Kingdom\n+44 20 7946 1005 · United Kingdom\n+44 20 7946 1004 · United Kingdom\nand 3 more',
      },
    ]);
  });

  test('tells each call what became of its popup', async () => {
    const { show, pass } = setUp();
    const results = [1, 2, 3, 4, 5, 6].map((id) => show(id));
    await pass(1000);
    expect(await Promise.all(results)).toEqual(results.map(() => ({ status: 'shown' })));

    const failing = setUp(() => ({ status: 'failed', reason: 'no service' }));
    const failures = [1, 2, 3, 4, 5, 6].map((id) => failing.show(id));
    await failing.pass(1000);
    expect(await Promise.all(failures)).toEqual(failures.map(() => ({ status: 'failed', reason: 'no service' })));
  });

  test('is brought up to date four times a second at most, in its place, and sounds once', async () => {
    const { show, pass, sent } = setUp();
    for (let id = 1; id <= 200; id += 1) {
      void show(id);
      await pass(10);
    }
    await pass(1000);
    const updates = sent.filter(({ key }) => key.startsWith('burst'));
    expect(updates.length).toBeGreaterThan(4);
    expect(updates.length).toBeLessThanOrEqual(2000 / 250 + 2);
    expect(new Set(updates.map(({ key }) => key)).size).toBe(1);
    expect(updates.at(-1)?.text.title).toBe('200 calls started');
    expect(updates.map(({ isSilent }) => isSilent)).toEqual(updates.map((_update, index) => index > 0));
  });

  test('goes on while calls come, and once two seconds pass without one, calls pop by themselves again', async () => {
    const { show, pass, titles } = setUp();
    for (let id = 1; id <= 4; id += 1) void show(id);
    await pass(1900);
    void show(5);
    await pass(1999);
    void show(6);
    await pass(2000);
    expect(titles()).toEqual(['6 calls started']);
    void show(7);
    await pass(100);
    expect(titles()).toEqual(['6 calls started', 'call 7']);
  });

  test('that comes later is another popup and counts from its own first call', async () => {
    const { show, pass, titles } = setUp();
    for (let id = 1; id <= 4; id += 1) void show(id);
    await pass(5000);
    for (let id = 11; id <= 15; id += 1) void show(id);
    await pass(1000);
    expect(titles()).toEqual(['4 calls started', '5 calls started']);
  });

  test('opens the window when clicked, and is over then', async () => {
    const { show, pass, sent, opened, titles } = setUp();
    for (let id = 1; id <= 5; id += 1) void show(id);
    await pass(500);
    sent.at(-1)?.click();
    expect(opened).toEqual(['window']);
    void show(6);
    await pass(500);
    expect(titles()).toEqual(['5 calls started', 'call 6']);
  });

  test('has a number corrected in its place, which makes no new call and no new popup', async () => {
    const { show, pass, onScreen } = setUp();
    for (let id = 1; id <= 4; id += 1) void show(id);
    await pass(5000);
    void show(2, 'replace', '9001');
    await pass(500);
    expect([...onScreen.values()].map(({ title }) => title)).toEqual(['4 calls started']);
    expect([...onScreen.values()][0]?.body).toContain('9001');
  });

  test('goes on after an update that an exception ended, whose calls hear that it failed', async () => {
    let updates = 0;
    const { show, pass, titles } = setUp(() => {
      updates += 1;
      if (updates === 4) throw new Error('no window');
      return { status: 'shown' };
    });
    const results = [1, 2, 3, 4].map((id) => show(id));
    await pass(1000);
    expect(await results[3]).toEqual({ status: 'failed', reason: 'no window' });
    void show(5);
    await pass(1000);
    expect(titles()).toEqual(['5 calls started']);
  });

  test('is not begun by corrections', async () => {
    const { show, settle, titles } = setUp();
    void show(1);
    for (let time = 0; time < 6; time += 1) void show(1, 'replace', String(time));
    await settle();
    expect(titles()).toEqual(['call 1']);
  });
});

test('however calls come, every popup hears what became of it, and the screen counts each call once', async () => {
  const gaps = fc.array(fc.constantFrom(0, 0, 0, 100, 600, 1999, 2000, 5000), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(gaps, async (waits) => {
      const { show, pass, titles } = setUp();
      let told = 0;
      for (const [index, wait] of waits.entries()) {
        void show(index + 1).then(() => {
          told += 1;
        });
        await pass(wait);
      }
      await pass(10_000);
      expect(told).toBe(waits.length);
      const counts = titles().map((title) => Number(/^(\d+) calls started$/.exec(title)?.[1] ?? 1));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(waits.length);
      expect(counts.filter((count) => count !== 1).every((count) => count > 3)).toBe(true);
    }),
    { numRuns: 150 },
  );
});
