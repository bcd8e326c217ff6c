import type { Place } from './app/apps.ts';

/** What a measurement has to work with. */
export interface Bench {
  /** With a notification service and a tray host. */
  place: Place;
  /** How many calls a large history has. */
  calls: number;
  /** A quick look instead of a measurement: fewer and shorter rounds. */
  isShort: boolean;
  /** A new empty folder that is gone afterwards. */
  newFolder(): string;
  /** The user data folder with the large history: a copy that later rows find as earlier ones leave it. */
  large(): Promise<string>;
  /** The large history as it was made, not to be written. */
  largeOriginal(): Promise<string>;
}

/**
 * Measures ours and the reference by turns, so that what the machine does besides falls on both.
 *
 * @param rounds how often each
 */
export async function byTurns<Measured>(
  rounds: number,
  ours: () => Promise<Measured>,
  reference: () => Promise<Measured>,
): Promise<{ ours: Measured[]; reference: Measured[] }> {
  const measured: { ours: Measured[]; reference: Measured[] } = { ours: [], reference: [] };
  for (let round = 0; round < rounds; round += 1) {
    measured.ours.push(await ours());
    measured.reference.push(await reference());
  }
  return measured;
}
