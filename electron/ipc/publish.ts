import { type BroadcastName, broadcastChannels } from '../../shared/ipc-channels.ts';
import type { Broadcasts } from '../../shared/ipc-contract.ts';

/** The part of a window that receives broadcasts. */
export interface BroadcastTarget {
  send(channel: string, message: unknown): void;
}

export type Publish = <Name extends BroadcastName>(name: Name, message: Broadcasts[Name]) => void;

/** ⑤ Tells the window, if one is open; without one the message is not needed. */
export function createPublisher(getTarget: () => BroadcastTarget | null): Publish {
  return (name, message) => getTarget()?.send(broadcastChannels[name], message);
}
