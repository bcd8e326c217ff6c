export type Bell = ReturnType<typeof createBell>;

/** Wakes one who waits. A bell that rings while nobody waits is heard by the next who does. */
export function createBell() {
  let hasRung = false;
  let wake: (() => void) | null = null;

  return {
    ring(): void {
      hasRung = true;
      wake?.();
    },
    /** What has rung until now is heard. */
    hush(): void {
      hasRung = false;
    },
    /** @param limitMs how long to wait at most; null for as long as it takes */
    async wait(limitMs: number | null): Promise<void> {
      if (!hasRung) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (limitMs !== null) timer = setTimeout(resolve, limitMs);
        });
        clearTimeout(timer);
        wake = null;
      }
      hasRung = false;
    },
  };
}
