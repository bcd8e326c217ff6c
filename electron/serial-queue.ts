export type SerialQueue = ReturnType<typeof createSerialQueue>;

/** Runs works one at a time, in the order they were given. One that fails does not hold up the next. */
export function createSerialQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    /** Runs a work once all earlier ones have ended. Settles as the work does. */
    run<Result>(work: () => Result | Promise<Result>): Promise<Result> {
      const done = last.then(work);
      // Its caller hears of a failure.
      last = done.catch(() => {});
      return done;
    },
    /** Resolves once every work given before has ended. Never rejects. */
    settle: (): Promise<void> => last.then(() => {}),
  };
}
