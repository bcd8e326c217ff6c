import type { App } from 'electron';
import { toCountryCode } from '../shared/countries.ts';
import { chosenCountry, regionOfLocales, setHomeCountry } from '../shared/home-country.ts';
import type { Settings } from '../shared/settings.ts';

/**
 * Reads numbers without a country code as the person chose, or else by the system's region.
 *
 * @returns what to call when the choice changes
 */
export function followHomeCountry(
  app: Pick<App, 'getLocaleCountryCode' | 'getPreferredSystemLanguages' | 'getLocale'>,
  getChosen: () => Settings['homeCountry'],
) {
  const system =
    toCountryCode(app.getLocaleCountryCode()) ??
    regionOfLocales([...app.getPreferredSystemLanguages(), app.getLocale()]);
  const follow = (): void => setHomeCountry({ chosen: chosenCountry(getChosen()), system });
  follow();
  return follow;
}
