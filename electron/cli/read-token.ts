import { join } from 'node:path';
import { findToken, readSettingsFile } from '../settings-file.ts';

/**
 * The token, for it to be hidden, also of a damaged settings file; null where there is none yet, so that nothing can
 * hold it. Throws where the file cannot be read: nobody could hide the token then.
 */
export function readToken(userData: string): string | null {
  const found = readSettingsFile(join(userData, 'settings.json'));
  if (found.status === 'missing') return null;
  if (found.status === 'unreadable') throw new Error(`The settings cannot be read: ${found.reason}`);
  const text = found.status === 'read' ? JSON.stringify(found.raw) : found.text;
  return findToken(text);
}
