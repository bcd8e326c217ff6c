import { messageOf } from '../error-message.ts';

/** Resumes what a {@link Hold} has stopped. */
export type Release = () => void;
/** Makes a part stop using something; resolves once it has. If it rejects, the part goes on as before. */
export type Hold = () => Promise<Release>;

/**
 * Takes several holds, one after the other. If one fails, those before it are released, so that nothing stays stopped,
 * and the reason is thrown.
 *
 * @returns releases all of them, the latest first
 */
export async function holdAll(holds: readonly Hold[]): Promise<Release> {
  const releases: Release[] = [];
  const releaseAll = (): void => {
    const errors = releases.splice(0).reverse().flatMap(failureOf);
    if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateError(errors);
  };
  try {
    for (const hold of holds) releases.push(await hold());
  } catch (error) {
    try {
      releaseAll();
    } catch (releaseError) {
      throw new AggregateError([error, releaseError], messageOf(error));
    }
    throw error;
  }
  return releaseAll;
}

/** One that cannot be released must not keep the others from it. */
function failureOf(release: Release): unknown[] {
  try {
    release();
    return [];
  } catch (error) {
    return [error];
  }
}

/**
 * Waits for a hold until the signal is aborted.
 *
 * @returns null when aborted; the hold is then released as soon as it is taken
 */
export async function holdUnlessAborted(hold: Hold, signal: AbortSignal): Promise<Release | null> {
  if (signal.aborted) return null;
  const holding = hold();
  const release = await Promise.race([holding, aborted(signal)]);
  if (!signal.aborted) return release;
  // If it fails now, nothing is held and nobody needs to know.
  holding.then((late) => late()).catch(() => {});
  return null;
}

const aborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));
