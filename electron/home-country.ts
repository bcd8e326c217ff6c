import type { App } from 'electron';
import { toCountryCode } from '../shared/countries.ts';
import {
  chosenCountry,
  getHomeCountry,
  type HomeCountry,
  regionOfLocales,
  setHomeCountry,
} from '../shared/home-country.ts';
import type { Settings } from '../shared/settings.ts';

/** The country by which numbers without a country's code are read: the person's choice, and the system's region. */
export function followHomeCountry(
  app: Pick<App, 'getLocaleCountryCode' | 'getPreferredSystemLanguages' | 'getLocale'>,
  getChosen: () => Settings['homeCountry'],
) {
  const system =
    toCountryCode(app.getLocaleCountryCode()) ??
    regionOfLocales([...app.getPreferredSystemLanguages(), app.getLocale()]);
  const follow = (): void => setHomeCountry({ chosen: chosenCountry(getChosen()), system });
  follow();
  return {
    get: (): HomeCountry => getHomeCountry(),
    /** Reads numbers by what is chosen now. */
    follow,
  };
}
