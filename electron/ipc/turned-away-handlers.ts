import type { TurnedAwayResults } from '../../shared/ipc/turned-away.ts';
import type { TurnedAwayCounts } from '../../shared/turned-away.ts';
import type { HandlersOf } from './register-handlers.ts';

export const createTurnedAwayHandlers = (getCounts: () => TurnedAwayCounts): HandlersOf<TurnedAwayResults> => ({
  getTurnedAway: () => getCounts(),
});
