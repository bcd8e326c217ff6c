import { useSyncExternalStore } from 'react';
import { getHomeCountry, watchHomeCountry } from '../../shared/home-country.ts';
import { describeNumber } from '../format/caller.ts';

/** How numbers are read, for a component that shows some: it is made again when the home country changes. */
export function useNumbers(): typeof describeNumber {
  useSyncExternalStore(watchHomeCountry, getHomeCountry);
  return describeNumber;
}
