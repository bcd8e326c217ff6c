import { test as base } from './desktop.ts';
import { createSmallDisk, type SmallDisk } from './small-disk.ts';

/** Tests with an app that keeps all its data on a small disk, which they can fill; skipped if it cannot be mounted. */
export const test = base.extend<{ disk: SmallDisk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from this pattern.
  disk: async ({}, use) => {
    const disk = createSmallDisk(64);
    base.skip(disk === null, 'Needs the right to mount a file system.');
    if (disk === null) return;
    await use(disk);
    disk.remove();
  },
  userData: async ({ disk }, use) => use(disk.path),
});
