import { join } from 'node:path';
import { chosenCountry, regionOfLocales, setHomeCountry } from '../../shared/home-country.ts';
import { isJsonObject } from '../../shared/json.ts';
import { homeCountrySchema } from '../../shared/settings.ts';
import { readSettingsFile } from '../settings-file.ts';

/** Reads numbers as the app with this user data folder does; by the system's region alone if its settings cannot be read. */
export function loadHomeCountry(userData: string): void {
  const setting = homeCountrySchema.safeParse(readSetting(join(userData, 'settings.json')));
  setHomeCountry({
    chosen: setting.success ? chosenCountry(setting.data) : null,
    system: regionOfLocales([Intl.DateTimeFormat().resolvedOptions().locale]),
  });
}

function readSetting(file: string): unknown {
  const found = readSettingsFile(file);
  return found.status === 'read' && isJsonObject(found.raw) ? found.raw['homeCountry'] : null;
}
