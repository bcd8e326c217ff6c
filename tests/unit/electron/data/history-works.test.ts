import { describe, expect, test } from 'vitest';
import { createHistoryWorks, historyWorks, meetings } from '../../../../electron/data/history-works.ts';

const pairs = historyWorks.flatMap((wanted) => historyWorks.map((underWay) => ({ wanted, underWay })));

describe.each(pairs)('$wanted while $underWay is under way', ({ wanted, underWay }) => {
  const meeting = meetings[wanted][underWay];
  test(`${meeting}`, () => {
    let isRecovering = underWay === 'recovery';
    const works = createHistoryWorks(() => isRecovering);
    const first = works.begin(underWay === 'recovery' ? 'check' : underWay);
    const mayBegin = meeting === 'beside' || meeting === 'stops';
    expect(works.begin(wanted)).toMatchObject(mayBegin ? { ok: true } : { ok: false, inTheWay: underWay });

    // Once that is over, or twice told to be, nothing is in the way any more.
    isRecovering = false;
    if (first.ok) first.end();
    if (first.ok) first.end();
    if (!mayBegin) expect(works.begin(wanted)).toMatchObject({ ok: true });
  });

  test('leads to no two that wait for each other', () => {
    if (wanted !== underWay && meeting === 'waits') expect(meetings[underWay][wanted]).not.toBe('waits');
  });
});
