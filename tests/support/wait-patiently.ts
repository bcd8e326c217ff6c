/** Before each of Vitest's files: what waits, waits as long as every test does, not for Vitest's own second. */
import { vi } from 'vitest';
import { patienceMs } from './patience.ts';

const { waitFor, waitUntil } = vi;
vi.waitFor = (callback, options) => waitFor(callback, { timeout: patienceMs, ...optionsOf(options) });
vi.waitUntil = (callback, options) => waitUntil(callback, { timeout: patienceMs, ...optionsOf(options) });

function optionsOf<Options extends object>(
  options: number | Options | undefined,
): Options | { timeout: number } | undefined {
  return typeof options === 'number' ? { timeout: options } : options;
}
