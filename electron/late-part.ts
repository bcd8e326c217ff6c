/** At most so many messages wait. Each may hold a request's body; a slow start gathers far fewer. */
const maximumWaiting = 5000;

export interface LatePart<Part> {
  /** Tells it something: at once where it is there, else as soon as it is, in the order told. Never throws. */
  tell(what: (part: Part) => void): void;
  /** The part; null until it is there. */
  get(): Part | null;
  /** Makes it, unless it was given up: nobody would stop a part that comes during the end. */
  arrive(make: () => Part): void;
  /** It will never exist: nothing waits for it any more. */
  giveUp(): void;
}

/**
 * A part that is created later than those that send it messages.
 *
 * @param reportError called with what a message threw, and once if there is no room for more
 */
export function createLatePart<Part>(reportError: (error: unknown) => void): LatePart<Part> {
  let arrived: Part | null = null;
  let isGivenUp = false;
  let waiting: ((part: Part) => void)[] = [];
  let isFull = false;

  const wait = (what: (part: Part) => void): void => {
    if (isGivenUp) return;
    if (waiting.length < maximumWaiting) {
      waiting.push(what);
      return;
    }
    if (!isFull) reportError(new Error(`More than ${maximumWaiting} messages wait; later ones are lost`));
    isFull = true;
  };
  const tellNow = (part: Part, what: (part: Part) => void): void => {
    try {
      what(part);
    } catch (error) {
      reportError(error);
    }
  };
  return {
    tell(what) {
      if (arrived === null) wait(what);
      else tellNow(arrived, what);
    },
    get: () => arrived,
    arrive(make) {
      if (isGivenUp) return;
      const part = make();
      // Messages sent meanwhile join the queue, and one that fails does not hold up the others.
      for (const what of waiting) tellNow(part, what);
      waiting = [];
      arrived = part;
    },
    giveUp() {
      isGivenUp = true;
      waiting = [];
    },
  };
}
