/**
 * Posture: runs sandboxed beside the page and exposes one function for each message of the
 * contract, nothing general. Arguments are checked in the main process.
 */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { broadcastChannels, requestChannels } from '../shared/ipc-channels.ts';
import type { DialpopApi } from '../shared/ipc-contract.ts';

const request =
  (channel: string) =>
  <Result>(argument?: unknown): Promise<Result> =>
    ipcRenderer.invoke(channel, argument);

const subscribe =
  (channel: string) =>
  <Message>(listener: (message: Message) => void): (() => void) => {
    const forward = (_event: IpcRendererEvent, message: Message) => listener(message);
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.off(channel, forward);
    };
  };

const api: DialpopApi = {
  getStatus: request(requestChannels.getStatus),
  listCalls: request(requestChannels.listCalls),
  getCall: request(requestChannels.getCall),
  markCallRead: request(requestChannels.markCallRead),
  markAllCallsRead: request(requestChannels.markAllCallsRead),
  listRequests: request(requestChannels.listRequests),
  getSettings: request(requestChannels.getSettings),
  updateSettings: request(requestChannels.updateSettings),
  replaceToken: request(requestChannels.replaceToken),
  pausePopups: request(requestChannels.pausePopups),
  resumePopups: request(requestChannels.resumePopups),
  copyText: request(requestChannels.copyText),
  sendSample: request(requestChannels.sendSample),
  dismissNotice: request(requestChannels.dismissNotice),
  onStatusChanged: subscribe(broadcastChannels.statusChanged),
  onCallsChanged: subscribe(broadcastChannels.callsChanged),
  onSettingsChanged: subscribe(broadcastChannels.settingsChanged),
  onOpenCall: subscribe(broadcastChannels.openCall),
  onOpenView: subscribe(broadcastChannels.openView),
};

contextBridge.exposeInMainWorld('dialpop', api);
