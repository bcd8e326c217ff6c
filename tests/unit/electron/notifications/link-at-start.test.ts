import { describe, expect, test } from 'vitest';
import { createLinkAtStart } from '../../../../electron/notifications/link-at-start.ts';
import type { CallLink } from '../../../../shared/call-links.ts';

/** A link that opens by itself, on a clock that the test moves. */
function setUp() {
  let time = 0;
  const opened: number[] = [];
  const withoutLink = new Set<number>();
  const link: CallLink = { id: 'crm', name: 'CRM', status: 'ready', url: 'https://crm.example/' };
  const linkAtStart = createLinkAtStart({
    links: { listCallLinks: async (id) => (withoutLink.has(id) ? [] : [link]) },
    openLink: async ({ id }) => void opened.push(id),
    now: () => time,
  });
  return {
    opened,
    /** The link's condition does not hold for these calls. */
    withoutLink,
    async start(id: number, linkId: string | null = 'crm') {
      await linkAtStart.open({ id, number: null }, linkId);
    },
    forgetCalls: linkAtStart.forgetCalls,
    pass(ms: number) {
      time += ms;
    },
  };
}

describe('a link that opens by itself', () => {
  test('opens once for a call, however much later it starts again', async () => {
    const { start, pass, opened } = setUp();
    await start(1);
    pass(60_000);
    await start(1);
    expect(opened).toEqual([1]);
  });

  test('opens again for the same number once calls are numbered anew', async () => {
    const { start, pass, forgetCalls, opened } = setUp();
    await start(1);
    pass(60_000);
    forgetCalls();
    await start(1);
    expect(opened).toEqual([1, 1]);
  });

  test('opens at most once in two seconds', async () => {
    const { start, pass, opened } = setUp();
    await start(1);
    pass(1999);
    await start(2);
    pass(1);
    await start(3);
    expect(opened).toEqual([1, 3]);
  });

  test('opens at most five times in a minute, and again after it', async () => {
    const { start, pass, opened } = setUp();
    for (let id = 1; id <= 8; id += 1) {
      await start(id);
      pass(3000);
    }
    expect(opened).toEqual([1, 2, 3, 4, 5]);
    pass(60_000);
    await start(9);
    expect(opened.at(-1)).toBe(9);
  });

  test('does not wait for calls that the link is not meant for', async () => {
    const { start, opened, withoutLink } = setUp();
    for (let id = 1; id <= 8; id += 1) {
      withoutLink.add(id);
      await start(id);
    }
    await start(9);
    await start(10);
    expect(opened).toEqual([9]);
  });

  test('counts calls that come together before it has asked for their links', async () => {
    const { start, opened } = setUp();
    await Promise.all([1, 2, 3].map((id) => start(id)));
    expect(opened).toEqual([1]);
  });

  test('does not open where none is chosen, or the chosen one is not for the call', async () => {
    const { start, pass, opened } = setUp();
    await start(1, null);
    pass(5000);
    await start(2, 'other');
    expect(opened).toEqual([]);
  });
});
