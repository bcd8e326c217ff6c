import { observeDialpop, observeSmallest, openWindow, type Windowed } from '../app/apps.ts';
import { type Bench, byTurns } from '../bench-context.ts';
import type { Row } from '../row.ts';
import { median } from '../statistics.ts';

/** From a click on the tray icon until the list is painted, for a window that is made anew each time. */
export async function measureOpenWindow({ place, calls, isShort, newFolder, large }: Bench): Promise<Row[]> {
  const ours = await observeDialpop(place, await large());
  const smallest = await observeSmallest(place, newFolder());
  const timeOpening = async (app: Windowed): Promise<number> => {
    const tookMs = await openWindow(place, app);
    await app.observed.closeWindow();
    return tookMs;
  };
  try {
    // The first window also starts what all later ones share.
    const [firstOurs, firstSmallest] = [await timeOpening(ours), await timeOpening(smallest)];
    const rounds = await byTurns(
      isShort ? 2 : 15,
      () => timeOpening(ours),
      () => timeOpening(smallest),
    );
    return [
      {
        id: 'open-window',
        what: `tray click → list painted, ${calls.toLocaleString('en')} calls`,
        unit: 'ms',
        ours: median(rounds.ours),
        reference: { what: 'smallest app’s empty window', value: median(rounds.reference) },
        target: { of: 'ratio', is: 'at most', limit: 2 },
        bound: 8,
        rounds,
        details: { ourFirstMs: firstOurs, referenceFirstMs: firstSmallest },
      },
    ];
  } finally {
    await ours.stop();
    await smallest.stop();
  }
}
