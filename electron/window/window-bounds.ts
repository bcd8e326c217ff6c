import type { Rectangle } from 'electron';

/** As large as the window begins where the screen has room for it. */
const wanted = { width: 1120, height: 720 };
/** Smaller than this the page is hard to use. */
const smallest = { width: 640, height: 480 };
/** Title bar and edges: on some systems they are not part of a window's own size. */
const frame = { width: 16, height: 40 };
/** So much of the window's top must be in sight that it can be taken hold of. */
const graspable = { width: 120, height: 24 };

export interface FirstBounds extends Rectangle {
  minWidth: number;
  minHeight: number;
}

/**
 * Where a new window begins: in the middle of what panels and docks leave of a screen, and no larger than that.
 *
 * @param workArea in DIPs, as Electron tells it
 */
export function firstBounds(workArea: Rectangle): FirstBounds {
  const bounds = within({ ...wanted, x: workArea.x, y: workArea.y }, workArea);
  return {
    width: bounds.width,
    height: bounds.height,
    x: workArea.x + Math.round((workArea.width - bounds.width) / 2),
    y: workArea.y + Math.round((workArea.height - bounds.height - frame.height) / 2),
    minWidth: Math.min(smallest.width, bounds.width),
    minHeight: Math.min(smallest.height, bounds.height),
  };
}

/**
 * Where a window has to go whose screen was taken away or became smaller.
 *
 * @param workAreas of all screens, the one that suits best first
 * @returns null where it can stay
 */
export function boundsInSight(bounds: Rectangle, workAreas: readonly Rectangle[]): Rectangle | null {
  const [best] = workAreas;
  if (best === undefined) return null;
  const fits = bounds.width <= best.width && bounds.height <= best.height;
  if (fits && workAreas.some((area) => isGraspable(bounds, area))) return null;
  return within(bounds, best);
}

/** Whether enough of the top edge lies in an area. */
function isGraspable(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTopInside = bounds.y >= area.y - graspable.height && bounds.y <= area.y + area.height - graspable.height;
  return width >= Math.min(graspable.width, bounds.width) && isTopInside;
}

/** The same in an area: moved as little as possible, and made smaller only where it has to be. */
function within(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(bounds.width, area.width - frame.width);
  const height = Math.min(bounds.height, area.height - frame.height);
  return {
    width,
    height,
    x: between(area.x, bounds.x, area.x + area.width - width),
    y: between(area.y, bounds.y, area.y + area.height - height - frame.height),
  };
}

const between = (smallestValue: number, value: number, largestValue: number): number =>
  Math.max(smallestValue, Math.min(value, largestValue));
