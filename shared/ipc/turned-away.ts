import type { z } from 'zod';
import type { TurnedAwayCounts } from '../turned-away.ts';
import { nothing } from './common.ts';

/** How many requests were turned away; changes are told by a broadcast. */
export const turnedAwayArguments = { getTurnedAway: nothing } satisfies Record<string, z.ZodType>;

export interface TurnedAwayResults {
  getTurnedAway: TurnedAwayCounts;
}
