/** What a row has to keep to: its ratio to the reference, or its own value. */
export interface Target {
  of: 'ratio' | 'value';
  is: 'at least' | 'at most';
  limit: number;
}

/** A line of the table. */
export interface Row {
  id: string;
  what: string;
  unit: string;
  /** The median of the rounds. */
  ours: number;
  reference: { what: string; value: number } | null;
  target: Target;
  /** What the short form allows: so far off that it is no noise. */
  bound: number;
  /** Where the bound is on the value: how many times the reference, measured on the same machine, it may be instead. */
  boundRatio?: number;
  /** What a reader has to know to read it right. */
  note?: string;
  /** Every round, to judge the noise by. */
  rounds?: { ours: number[]; reference?: number[] };
  /** Single figures behind this one. */
  details?: Record<string, number>;
}

/** Null where there is nothing to divide by. */
export const ratioOf = ({ ours, reference }: Row): number | null =>
  reference === null || reference.value === 0 ? null : ours / reference.value;

const measured = (row: Row): number => (row.target.of === 'ratio' ? (ratioOf(row) ?? Number.NaN) : row.ours);

/** Whether a row keeps to its target or, in the short form, to its bound. */
export function holds(row: Row, isShort: boolean): boolean {
  const limit = isShort ? row.bound : row.target.limit;
  if (isShort && row.boundRatio !== undefined && (ratioOf(row) ?? Number.POSITIVE_INFINITY) <= row.boundRatio)
    return true;
  return row.target.is === 'at least' ? measured(row) >= limit : measured(row) <= limit;
}

const columns = ['', 'ours', 'reference', 'ratio', 'target', 'holds'] as const;

/** The rows as one table for people, with the notes below it. */
export function formatTable(rows: readonly Row[], isShort: boolean): string {
  const cells = rows.map((row) => {
    const ratio = ratioOf(row);
    return [
      row.what,
      formatValue(row.ours, row.unit),
      row.reference === null ? '–' : `${formatValue(row.reference.value, row.unit)}  ${row.reference.what}`,
      ratio === null ? '–' : ratio.toFixed(2),
      formatTarget(row, isShort),
      holds(row, isShort) ? 'yes' : 'NO',
    ];
  });
  const widths = columns.map((name, index) => Math.max(name.length, ...cells.map((line) => line[index]?.length ?? 0)));
  const line = (parts: readonly string[]): string =>
    parts
      .map((part, index) => part.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  const notes = rows.flatMap(({ what, note }) => (note === undefined ? [] : [`${what}: ${note}`]));
  return [line(columns), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line), '', ...notes].join('\n');
}

const formatValue = (value: number, unit: string): string =>
  `${value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 })}${unit === '' ? '' : ` ${unit}`}`;

function formatTarget({ target, bound, boundRatio, unit }: Row, isShort: boolean): string {
  const sign = target.is === 'at least' ? '≥' : '≤';
  const limit = isShort ? bound : target.limit;
  const instead = isShort && boundRatio !== undefined ? `, or ${boundRatio} times the reference` : '';
  return `${sign} ${limit}${target.of === 'value' && unit !== '' ? ` ${unit}` : ''}${instead}`;
}
