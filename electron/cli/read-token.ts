import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The token, for it to be hidden, also of a damaged settings file; null where there is none yet, so that nothing can hold it. */
export function readToken(userData: string): string | null {
  const file = join(userData, 'settings.json');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return /"token"\s*:\s*"([0-9a-f]{32})"/.exec(text)?.[1] ?? null;
}
