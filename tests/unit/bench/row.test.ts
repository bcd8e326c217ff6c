import { describe, expect, it } from 'vitest';
import { formatTable, holds, type Row } from '../../bench/row.ts';

const slower: Row = {
  id: 'start',
  what: 'process start',
  unit: 'ms',
  ours: 1300,
  reference: { what: 'smallest app', value: 1000 },
  target: { of: 'ratio', is: 'at most', limit: 1.3 },
  bound: 4,
};
const faster: Row = { ...slower, unit: '/s', target: { of: 'ratio', is: 'at least', limit: 0.9 }, bound: 0.15 };
const alone: Row = {
  ...slower,
  reference: null,
  ours: 15,
  unit: 'MB',
  target: { of: 'value', is: 'at most', limit: 15 },
};

describe('holds', () => {
  it('judges by the ratio to the reference, up to the limit itself', () => {
    expect(holds(slower, false)).toBe(true);
    expect(holds({ ...slower, ours: 1301 }, false)).toBe(false);
    expect(holds({ ...faster, ours: 900 }, false)).toBe(true);
    expect(holds({ ...faster, ours: 899 }, false)).toBe(false);
  });

  it('judges by the value itself where the target is one', () => {
    expect(holds(alone, false)).toBe(true);
    expect(holds({ ...alone, ours: 15.1 }, false)).toBe(false);
  });

  it('allows a value in the short form that the reference explains, on a machine that is busy', () => {
    const stalled: Row = { ...alone, reference: { what: 'nothing', value: 40 }, bound: 1000, boundRatio: 50 };
    expect(holds({ ...stalled, ours: 1999 }, true)).toBe(true);
    expect(holds({ ...stalled, ours: 2001 }, true)).toBe(false);
    expect(holds({ ...stalled, ours: 1001, reference: { what: 'nothing', value: 2 } }, true)).toBe(false);
    expect(holds({ ...stalled, ours: 999, reference: { what: 'nothing', value: 2 } }, true)).toBe(true);
    expect(holds({ ...stalled, ours: 16 }, false)).toBe(false);
  });

  it('allows up to the bound in the short form', () => {
    expect(holds({ ...slower, ours: 3999 }, true)).toBe(true);
    expect(holds({ ...slower, ours: 4001 }, true)).toBe(false);
    expect(holds({ ...faster, ours: 149 }, true)).toBe(false);
  });

  it('holds nothing that could not be measured', () => {
    expect(holds({ ...slower, ours: Number.NaN }, false)).toBe(false);
    expect(holds({ ...faster, ours: Number.NaN }, true)).toBe(false);
  });
});

describe('formatTable', () => {
  it('tells ours, the reference, their ratio, the target and whether it holds, in a line each', () => {
    const [, , first, second] = formatTable([slower, { ...slower, ours: 2000, note: 'Why' }], false).split('\n');
    expect(first?.split(/ {2,}/)).toEqual([
      'process start',
      '1,300 ms',
      '1,000 ms',
      'smallest app',
      '1.30',
      '≤ 1.3',
      'yes',
    ]);
    expect(second).toMatch(/2\.00\s+≤ 1\.3\s+NO$/);
    expect(formatTable([{ ...slower, note: 'Why' }], false)).toMatch(/\nprocess start: Why$/);
  });

  it('tells a target of a value with its unit', () => {
    expect(formatTable([alone], false)).toMatch(/15 MB\s+–\s+–\s+≤ 15 MB\s+yes/);
  });
});
