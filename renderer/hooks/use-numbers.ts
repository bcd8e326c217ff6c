import { useSyncExternalStore } from 'react';
import { getHomeCountry, watchHomeCountry } from '../../shared/home-country.ts';
import { describeNumber } from '../format/caller.ts';

/** Describes numbers for a component, and renders it again when the home country changes. */
export function useNumbers(): typeof describeNumber {
  useSyncExternalStore(watchHomeCountry, getHomeCountry);
  return describeNumber;
}
