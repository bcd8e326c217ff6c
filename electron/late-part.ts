/** What may wait for a part at most. Each may hold a request's body; thousands are more than a slow start gathers. */
const maximumWaiting = 5000;

export interface LatePart<Part> {
  /** Tells it something: at once where it is there, else as soon as it is, in the order told. */
  tell(what: (part: Part) => void): void;
  /** The part; null until it is there. */
  get(): Part | null;
  /** Here it is. */
  arrive(part: Part): void;
  /** It will never be there: nothing waits for it any more. */
  giveUp(): void;
}

/**
 * A part that is made later than those that have something to tell it.
 *
 * @param reportError what went wrong as it was told something, or that there was no room for what waits; told once
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
      else what(arrived);
    },
    get: () => arrived,
    arrive(part) {
      // What is told meanwhile joins the queue, and one that fails keeps none of the others from it.
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
