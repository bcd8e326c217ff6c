import { readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What outlives node_modules, because it is large or rarely changes. */
export const cacheFolder = () => join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'dialpop');

/**
 * How many bytes are in a folder by now; how a download by another program is watched.
 *
 * @param {string} folder
 * @returns {number}
 */
export function measureFolder(folder) {
  let bytes = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    // A file may be moved between listing and looking.
    const entry = statSync(join(folder, name), { throwIfNoEntry: false });
    if (entry?.isFile()) bytes += entry.size;
  }
  return bytes;
}

/**
 * Watches a folder that another program fills.
 *
 * @param {string} folder
 * @param {number} stuckAfterMs
 */
export function watchGrowth(folder, stuckAfterMs) {
  let bytes = 0;
  let grewAt = performance.now();
  const measure = () => {
    const now = measureSafely(folder);
    if (now !== bytes) grewAt = performance.now();
    bytes = now;
    return bytes;
  };
  return {
    megabytes: () => Math.round(measure() / 1e6),
    isStuck: () => {
      measure();
      return performance.now() - grewAt > stuckAfterMs;
    },
  };
}

/** @param {string} folder */
function measureSafely(folder) {
  try {
    return measureFolder(folder);
  } catch {
    return 0;
  }
}
