import { toCountryCode } from '../shared/countries.ts';
import { chosenCountry, getHomeCountry, setHomeCountry } from '../shared/home-country.ts';
import type { Settings } from '../shared/settings.ts';

// The main process puts it into the page's address, so that even the first numbers are read right.
const address = new URLSearchParams(window.location.search);
const fromAddress = (name: string): string | null => toCountryCode(address.get(name) ?? undefined);
setHomeCountry({ chosen: fromAddress('home'), system: fromAddress('region') });

/** Reads numbers by the home country in these settings from now on. */
export function followHomeCountry({ homeCountry }: Pick<Settings, 'homeCountry'>): void {
  setHomeCountry({ ...getHomeCountry(), chosen: chosenCountry(homeCountry) });
}
