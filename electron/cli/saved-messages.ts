import { join } from 'node:path';
import { type SavedMessage, savedMessageSchema } from '../../shared/composer/draft.ts';
import { isJsonObject } from '../../shared/json.ts';
import { readSettingsFile } from '../settings-file.ts';

/** The messages that were saved in the composer, as the settings file has them; none where it cannot be read. */
export function readSavedMessages(userData: string): SavedMessage[] {
  const found = readSettingsFile(join(userData, 'settings.json'));
  const settings = found.status === 'read' ? found.raw : null;
  const saved: unknown = isJsonObject(settings) ? settings['savedMessages'] : null;
  // Each by itself: one that is damaged costs none of the others.
  return Array.isArray(saved)
    ? saved.flatMap((one) => {
        const message = savedMessageSchema.safeParse(one);
        return message.success ? [message.data] : [];
      })
    : [];
}
