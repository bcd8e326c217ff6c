/** Long work with the history's file. */
export const historyWorks = ['restore', 'recovery', 'retention', 'check', 'export', 'backup', 'import'] as const;
export type HistoryWork = (typeof historyWorks)[number];

/**
 * What happens if one kind of work is to begin while another runs. `beside`: both run. `refused`: it does not begin, and
 * the person learns why. `waits`: it begins later by itself. `stops`: the other one is ended first, and leaves
 * everything as it was.
 */
export type Meeting = 'beside' | 'refused' | 'waits' | 'stops';

/**
 * What may run beside what, by what is to begin and what is under way. A restore exchanges the file under everybody, so
 * nothing may run beside it; who only reads lets go of the file meanwhile.
 */
export const meetings: { readonly [Wanted in HistoryWork]: { readonly [UnderWay in HistoryWork]: Meeting } } = {
  restore: {
    restore: 'refused',
    // What is still to be brought over would end up in the history that is set aside.
    recovery: 'refused',
    retention: 'stops',
    check: 'stops',
    export: 'refused',
    backup: 'refused',
    // Half of it would be in one history, and half in the other.
    import: 'refused',
  },
  // Damage does not wait. A restore that is not done by then is ended by it.
  recovery: {
    restore: 'stops',
    recovery: 'waits',
    retention: 'beside',
    check: 'beside',
    export: 'beside',
    backup: 'beside',
    import: 'beside',
  },
  retention: {
    restore: 'waits',
    // What it deletes would be brought over once more.
    recovery: 'waits',
    retention: 'stops',
    check: 'beside',
    export: 'beside',
    backup: 'beside',
    import: 'beside',
  },
  check: {
    restore: 'refused',
    recovery: 'beside',
    retention: 'beside',
    check: 'beside',
    export: 'beside',
    backup: 'beside',
    import: 'beside',
  },
  // One file is made at a time.
  export: {
    restore: 'refused',
    recovery: 'beside',
    retention: 'beside',
    check: 'beside',
    export: 'refused',
    backup: 'refused',
    import: 'beside',
  },
  backup: {
    restore: 'refused',
    recovery: 'beside',
    retention: 'beside',
    check: 'beside',
    export: 'refused',
    backup: 'refused',
    import: 'beside',
  },
  import: {
    restore: 'refused',
    recovery: 'beside',
    retention: 'beside',
    check: 'beside',
    export: 'beside',
    backup: 'beside',
    import: 'beside',
  },
};

export type Begun = { ok: true; end: () => void } | { ok: false; inTheWay: HistoryWork };
export type HistoryWorks = ReturnType<typeof createHistoryWorks>;

/**
 * Knows what is under way, and says whether something may begin.
 *
 * @param isRecovering whether a history that was set aside is being brought over; its thread knows
 */
export function createHistoryWorks(isRecovering: () => boolean) {
  const underWay = new Map<HistoryWork, number>();
  const count = (work: HistoryWork, by: 1 | -1): unknown => underWay.set(work, (underWay.get(work) ?? 0) + by);
  const isUnderWay = (work: HistoryWork): boolean =>
    work === 'recovery' ? isRecovering() : (underWay.get(work) ?? 0) > 0;
  const keepsFrom = (wanted: HistoryWork, other: HistoryWork): boolean =>
    isUnderWay(other) && ['refused', 'waits'].includes(meetings[wanted][other]);
  const inTheWay = (wanted: HistoryWork): HistoryWork | null =>
    historyWorks.find((other) => keepsFrom(wanted, other)) ?? null;

  return {
    /** What keeps something from beginning; null where it may begin. */
    inTheWay,
    /** Begins something if it may. The caller must call `end` once it is over. */
    begin(wanted: HistoryWork): Begun {
      const other = inTheWay(wanted);
      if (other !== null) return { ok: false, inTheWay: other };
      count(wanted, 1);
      let hasEnded = false;
      return {
        ok: true,
        end: () => {
          if (!hasEnded) count(wanted, -1);
          hasEnded = true;
        },
      };
    },
  };
}
