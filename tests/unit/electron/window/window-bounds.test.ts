import type { Rectangle } from 'electron';
import { describe, expect, test } from 'vitest';
import { boundsInSight, firstBounds } from '../../../../electron/window/window-bounds.ts';

const area = (width: number, height: number, x = 0, y = 0): Rectangle => ({ x, y, width, height });
const bottomOf = ({ y, height }: Rectangle): number => y + height;
const rightOf = ({ x, width }: Rectangle): number => x + width;
/** X11 window managers add their title bars to the window's own height. */
const titleBar = 40;

describe('a new window', () => {
  test('has its size and the middle where there is room', () => {
    expect(firstBounds(area(1920, 1040))).toEqual({
      width: 1120,
      height: 720,
      x: 400,
      y: 140,
      minWidth: 640,
      minHeight: 480,
    });
  });

  test.each([
    ['1366 × 768, panel below', area(1366, 728)],
    ['1366 × 768, panel above', area(1366, 739, 0, 29)],
    ['1366 × 768, dock at the left', area(1294, 741, 72, 27)],
    ['1280 × 720', area(1280, 680)],
    ['1024 × 600', area(1024, 560)],
    ['800 × 480', area(800, 440)],
    ['twice the size on 1366 × 768', area(683, 364)],
    ['the second screen, left of the first', area(1366, 728, -1366, 120)],
  ])('is in sight as a whole with its title bar: %s', (_what, workArea) => {
    const bounds = firstBounds(workArea);
    expect(bounds.x).toBeGreaterThanOrEqual(workArea.x);
    expect(bounds.y).toBeGreaterThanOrEqual(workArea.y);
    expect(rightOf(bounds)).toBeLessThanOrEqual(rightOf(workArea));
    expect(bottomOf(bounds) + titleBar).toBeLessThanOrEqual(bottomOf(workArea));
    expect(bounds.minWidth).toBeLessThanOrEqual(bounds.width);
    expect(bounds.minHeight).toBeLessThanOrEqual(bounds.height);
  });
});

describe('a window that is there', () => {
  const screen = area(1366, 728);

  test.each([
    ['in the middle', area(1120, 680, 100, 20)],
    ['partly over an edge, as a person may like it', area(1120, 680, 800, 300)],
    ['with its top at the very top', area(640, 480, 0, 0)],
  ])('stays where it is: %s', (_what, bounds) => {
    expect(boundsInSight(bounds, [screen])).toBeNull();
  });

  test('stays on another screen', () => {
    expect(boundsInSight(area(800, 600, 1500, 100), [area(1920, 1040, 1366, 0), screen])).toBeNull();
  });

  test.each([
    ['on a screen that is gone', area(800, 600, 2000, 100), area(800, 600, 566, 88)],
    ['above the screen, where its title bar cannot be reached', area(800, 600, 100, -300), area(800, 600, 100, 0)],
    ['below the screen', area(800, 600, 100, 720), area(800, 600, 100, 88)],
    ['larger than the screen is now', area(1900, 1000, 10, 10), area(1350, 688, 10, 0)],
  ])('comes back: %s', (_what, bounds, expected) => {
    expect(boundsInSight(bounds, [screen])).toEqual(expected);
  });

  test('is left alone where no screen is known', () => {
    expect(boundsInSight(area(800, 600, 5000, 5000), [])).toBeNull();
  });
});
