import { type RequestName, requestChannels } from '../../shared/ipc-channels.ts';
import { type Handlers, handle } from './handle.ts';

/** Every request of the contract to who answers it. */
export function registerHandlers(handlers: Handlers): void {
  const register = <Name extends RequestName>(name: Name) => handle(name, handlers[name]);
  for (const name of Object.keys(requestChannels)) register(name as RequestName);
}

/** The handlers of a part of the contract. */
export type HandlersOf<Results> = Pick<Handlers, keyof Results & RequestName>;

/** An action's answer is no data. */
export const nothing = (_result: unknown): undefined => undefined;
