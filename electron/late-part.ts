export interface LatePart<Part> {
  /** Tells it something: at once where it is there, else as soon as it is, in the order told. */
  tell(what: (part: Part) => void): void;
  /** The part; null until it is there. */
  get(): Part | null;
  /** Here it is. */
  arrive(part: Part): void;
}

/** A part that is made later than those that have something to tell it. */
export function createLatePart<Part>(): LatePart<Part> {
  let arrived: Part | null = null;
  const waiting: ((part: Part) => void)[] = [];
  return {
    tell(what) {
      if (arrived === null) waiting.push(what);
      else what(arrived);
    },
    get: () => arrived,
    arrive(part) {
      arrived = part;
      for (const what of waiting.splice(0)) what(part);
    },
  };
}
