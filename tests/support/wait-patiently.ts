/** Runs before each of Vitest's files: waits last as long as every test's, not Vitest's own second. */
import { vi } from 'vitest';
import { patienceMs } from './patience.ts';

const { waitFor, waitUntil } = vi;
vi.waitFor = (callback, options) => waitFor(callback, patient(options));
vi.waitUntil = (callback, options) => waitUntil(callback, patient(options));

function patient<Options extends { timeout?: number }>(options: number | Options | undefined) {
  const given: { timeout?: number } = typeof options === 'number' ? { timeout: options } : (options ?? {});
  return { ...given, timeout: Math.max(patienceMs, given.timeout ?? 0) };
}
