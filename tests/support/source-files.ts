import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every source file of the three parts of DialPop, as text. */
export function readSourceFiles(): { path: string; text: string }[] {
  const cwd = join(import.meta.dirname, '../..');
  return globSync('{electron,shared,renderer}/**/*.{ts,tsx}', { cwd }).map((path) => ({
    path: path.replaceAll('\\', '/'),
    text: readFileSync(join(cwd, path), 'utf8'),
  }));
}
