import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/**
 * A path inside the project.
 *
 * @param {string[]} segments
 */
export const inProject = (...segments) => join(projectRoot, ...segments);
