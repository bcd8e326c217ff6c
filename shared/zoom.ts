/** The sizes of the window's page that zooming steps through, in per cent. */
export const zoomSteps = [80, 90, 100, 110, 125, 150, 175, 200] as const;

export const smallestZoomPercent = 80;
export const largestZoomPercent = 200;

/**
 * The next size in a direction; the same one at the end.
 *
 * @param percent any size, also one between two steps
 */
export function stepZoom(percent: number, direction: 'in' | 'out'): number {
  const next =
    direction === 'in' ? zoomSteps.find((step) => step > percent) : zoomSteps.findLast((step) => step < percent);
  return next ?? percent;
}
