import { type RequestName, requestChannels } from '../../shared/ipc-channels.ts';
import { type Handlers, handle } from './handle.ts';

/**
 * Every request of the contract to who answers it.
 *
 * @param isCurrentPage see `createPageHistory`
 */
export function registerHandlers(isCurrentPage: (page: unknown) => boolean, handlers: Handlers): void {
  const register = <Name extends RequestName>(name: Name) => handle(name, handlers[name], isCurrentPage);
  for (const name of Object.keys(requestChannels)) register(name as RequestName);
}

/** The handlers of a part of the contract. */
export type HandlersOf<Results> = Pick<Handlers, keyof Results & RequestName>;

/**
 * What a synchronous action returns. Plain `void` would also accept a function that returns a promise, and the window
 * would be answered before anything has happened; this does not.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: in a union, void no longer stands for "anything".
export type Done = void | undefined;

/** Discards an action's result. Takes the awaited result, never its promise. */
export const nothing = (_done: Done): undefined => undefined;
