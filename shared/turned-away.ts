import { strayReasons } from './requests.ts';

/**
 * Why a request was answered without being kept whole: those of the door, and `not_stored`: it had the token, and the
 * history could not take it.
 */
export const turnedAwayReasons = [...strayReasons, 'not_stored'] as const;
export type TurnedAwayReason = (typeof turnedAwayReasons)[number];

/** How many requests were turned away since the app started. Only some of them are in the history. */
export type TurnedAwayCounts = Record<TurnedAwayReason, number>;
