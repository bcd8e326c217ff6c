import type { PopupOutcome } from '../../shared/calls.ts';
import { forLocale } from '../../shared/i18n/locale.ts';
import type { RequestTrace } from '../../shared/requests.ts';

export type StageName = keyof RequestTrace['times'] | 'popped';

/** A stage a request came to. */
export interface Stage {
  name: StageName;
  /** Milliseconds since the request's head. */
  atMs: number;
  /** Milliseconds since the stage before. */
  tookMs: number;
  /** Its part of the whole, from 0 to 1. */
  share: number;
}

/** The stages a request came to, in their order; a clock that stands still makes none of them negative. */
export function listStages(times: RequestTrace['times'], popup: PopupOutcome | null): Stage[] {
  const named: [StageName, number | null][] = [
    ['read', times.read],
    ['parsed', times.parsed],
    ['committed', times.committed],
    ['answered', times.answered],
    ['popped', popup?.status === 'shown' ? popup.shownAfterMs : null],
  ];
  const reached = named.flatMap(([name, atMs]) => (atMs === null ? [] : [{ name, atMs }]));
  const totalMs = Math.max(0, ...reached.map(({ atMs }) => atMs));
  let before = 0;
  return reached.map(({ name, atMs }) => {
    const tookMs = Math.max(0, atMs - before);
    before = Math.max(before, atMs);
    return { name, atMs, tookMs, share: totalMs === 0 ? 0 : tookMs / totalMs };
  });
}

const milliseconds = forLocale(
  (tag) =>
    new Intl.NumberFormat(tag, {
      style: 'unit',
      unit: 'millisecond',
      unitDisplay: 'short',
      maximumSignificantDigits: 3,
    }),
);

/** "0.412 ms", "38.4 ms", "1,200 ms" */
export const formatMilliseconds = (durationMs: number): string => milliseconds().format(durationMs);
