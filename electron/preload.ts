/**
 * Posture: runs sandboxed beside the page and exposes one function for each message of the
 * contract, nothing general. Arguments are checked in the main process.
 */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { broadcastChannels, requestChannels } from '../shared/ipc-channels.ts';
import type { DialpopApi } from '../shared/ipc-contract.ts';

/** Tells this page from those that were loaded before: one of an earlier history must not change the one in use. */
const page = `${performance.timeOrigin} ${Math.random()}`;

const request =
  (channel: string) =>
  <Result>(argument?: unknown): Promise<Result> =>
    ipcRenderer.invoke(channel, argument, page);

const subscribe =
  (channel: string) =>
  <Message>(listener: (message: Message) => void): (() => void) => {
    const forward = (_event: IpcRendererEvent, message: Message) => listener(message);
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.off(channel, forward);
    };
  };

const requests = Object.entries(requestChannels).map(([name, channel]) => [name, request(channel)]);
const subscriptions = Object.entries(broadcastChannels).map(([name, channel]) => [
  `on${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  subscribe(channel),
]);

// The channels' names are the contract's: what is exposed is exactly that.
const api = Object.fromEntries([...requests, ...subscriptions]) as DialpopApi;

contextBridge.exposeInMainWorld('dialpop', api);
