import { join } from 'node:path';
import { findToken, readSettingsFile } from '../settings-file.ts';

/**
 * The token, so that it can be hidden; also found in a damaged settings file. Null if there is none yet, so nothing can
 * contain it. Throws if the file cannot be read: the token could not be hidden then.
 */
export function readToken(userData: string): string | null {
  const found = readSettingsFile(join(userData, 'settings.json'));
  if (found.status === 'missing') return null;
  if (found.status === 'unreadable') throw new Error(`The settings cannot be read: ${found.reason}`);
  const text = found.status === 'read' ? JSON.stringify(found.raw) : found.text;
  return findToken(text);
}
