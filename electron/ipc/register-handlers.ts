import { type RequestName, requestChannels } from '../../shared/ipc-channels.ts';
import { type Handlers, handle } from './handle.ts';

/** Every request of the contract to who answers it. */
export function registerHandlers(handlers: Handlers): void {
  const register = <Name extends RequestName>(name: Name) => handle(name, handlers[name]);
  for (const name of Object.keys(requestChannels)) register(name as RequestName);
}

/** The handlers of a part of the contract. */
export type HandlersOf<Results> = Pick<Handlers, keyof Results & RequestName>;

/**
 * What an action returns that is done at once. Plain `void` would take a function that returns a promise as well,
 * and the window would be answered before anything has happened; this does not.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: in a union, void no longer stands for "anything".
export type Done = void | undefined;

/** An action's answer is no data. Takes what came of it, never the promise of that. */
export const nothing = (_done: Done): undefined => undefined;
