/**
 * The names of every channel between the window and the main process. Apart from the
 * schemas, so that the preload stays a few hundred bytes.
 */
export const requestChannels = {
  getStatus: 'status:get',
  listCalls: 'calls:list',
  getCall: 'calls:get',
  markCallRead: 'calls:mark-read',
  markAllCallsRead: 'calls:mark-all-read',
  listRequests: 'requests:list',
  getSettings: 'settings:get',
  updateSettings: 'settings:update',
  replaceToken: 'settings:replace-token',
  pausePopups: 'popups:pause',
  resumePopups: 'popups:resume',
  copyText: 'clipboard:copy-text',
  sendSample: 'sample:send',
  dismissNotice: 'notices:dismiss',
} as const;
export type RequestName = keyof typeof requestChannels;

export const broadcastChannels = {
  statusChanged: 'status:changed',
  callsChanged: 'calls:changed',
  settingsChanged: 'settings:changed',
  openCall: 'navigate:call',
  openView: 'navigate:view',
} as const;
export type BroadcastName = keyof typeof broadcastChannels;
