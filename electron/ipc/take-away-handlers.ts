import type { TakeAwayResults } from '../../shared/ipc/take-away.ts';
import type { RequestArgument } from '../../shared/ipc-contract.ts';
import type { HandlersOf } from './register-handlers.ts';

/** What the handlers do; how is not known here. */
export type TakeAwayHandlerDependencies = {
  [Name in 'copyRequestAs' | 'exportRequests']: (argument: RequestArgument<Name>) => Promise<TakeAwayResults[Name]>;
} & { [Name in 'importRequests' | 'removeLastImport']: () => Promise<TakeAwayResults[Name]> };

export function createTakeAwayHandlers(takeAway: TakeAwayHandlerDependencies): HandlersOf<TakeAwayResults> {
  return {
    copyRequestAs: (argument) => takeAway.copyRequestAs(argument),
    exportRequests: (argument) => takeAway.exportRequests(argument),
    importRequests: () => takeAway.importRequests(),
    removeLastImport: () => takeAway.removeLastImport(),
  };
}
