/**
 * The names of every channel between the window and the main process. Apart from the
 * schemas, so that the preload stays a few hundred bytes.
 */
export const requestChannels = {
  // The status.
  getStatus: 'status:get',
  dismissNotice: 'notices:dismiss',

  // Calls.
  listCalls: 'calls:list',
  pickCalls: 'calls:pick',
  getCall: 'calls:get',
  countCallsByDay: 'calls:count-by-day',
  countFound: 'calls:count-found',
  getTodayStatistics: 'calls:today',
  suggestFilterValues: 'calls:suggest-filter-values',
  listEarlierCalls: 'calls:list-earlier',
  markCallRead: 'calls:mark-read',
  markAllCallsRead: 'calls:mark-all-read',
  setCallUnread: 'calls:set-unread',
  setCallPinned: 'calls:set-pinned',
  setCallNote: 'calls:set-note',
  deleteCalls: 'calls:delete',
  restoreCalls: 'calls:restore',

  // Links.
  listCallLinks: 'links:list',
  openCallLink: 'links:open',
  openValue: 'links:open-value',

  // Requests.
  listRequests: 'requests:list',
  pickRequests: 'requests:pick',
  getRequest: 'requests:get',
  getRequestStorage: 'requests:get-storage',
  setRequestPinned: 'requests:set-pinned',

  // What the next requests are answered with, and who was turned away.
  chooseAnswers: 'answers:choose',
  stopChosenAnswers: 'answers:stop',
  getTurnedAway: 'turned-away:get',

  // Sending requests again.
  replayRequests: 'sending:replay',
  previewReplay: 'sending:preview-replay',
  cancelReplay: 'sending:cancel-replay',
  sendDraft: 'sending:send-draft',
  previewDraft: 'sending:preview-draft',
  renewDraft: 'sending:renew-draft',

  // The composer.
  sendComposed: 'composer:send',
  startScenario: 'composer:start-scenario',
  cancelScenario: 'composer:cancel-scenario',
  getScenario: 'composer:get-scenario',

  // Taking requests away, and back.
  copyRequestAs: 'take-away:copy-as',
  exportRequests: 'take-away:export',
  importRequests: 'take-away:import',
  removeLastImport: 'take-away:remove-last-import',

  // Forwarding.
  getForwarding: 'forwarding:get',
  listForwards: 'forwarding:list',
  checkForwardUrl: 'forwarding:check-url',
  testForwardUrl: 'forwarding:test-url',
  retryForwarding: 'forwarding:retry',
  skipForward: 'forwarding:skip',
  beginForwardingNow: 'forwarding:begin-now',
  forgetForwardLoss: 'forwarding:forget-loss',
  forwardRequest: 'forwarding:forward',

  // Settings.
  getSettings: 'settings:get',
  updateSettings: 'settings:update',
  replaceToken: 'settings:replace-token',

  // Popups.
  pausePopups: 'popups:pause',
  resumePopups: 'popups:resume',

  // The tunnel and the test call.
  checkTunnel: 'tunnel:check',
  findNgrok: 'tunnel:find-ngrok',
  startTestCall: 'test-call:start',
  cancelTestCall: 'test-call:cancel',
  showTestPopup: 'test-call:show-popup',
  getTestCall: 'test-call:get',

  // Keeping tidy.
  getStorage: 'data:storage',
  previewRetention: 'data:preview-retention',
  exportCalls: 'data:export',
  backUp: 'data:back-up',
  restoreBackup: 'data:restore',
  confirmRestore: 'data:confirm-restore',
  cancelJob: 'data:cancel-job',
  getJob: 'data:job',
  dismissJob: 'data:dismiss-job',
  showFile: 'data:show-file',
  showFolder: 'data:show-folder',

  // Diagnostics.
  getDiagnostics: 'diagnostics:get',
  makeReport: 'diagnostics:make-report',
  checkHistory: 'diagnostics:check-history',
  cancelHistoryCheck: 'diagnostics:cancel-history-check',
  showLogs: 'diagnostics:show-logs',
  reportProblem: 'diagnostics:report-problem',

  // The rest.
  copyText: 'clipboard:copy-text',
  sendSample: 'sample:send',
} as const;
export type RequestName = keyof typeof requestChannels;

export const broadcastChannels = {
  statusChanged: 'status:changed',
  callsChanged: 'calls:changed',
  requestsChanged: 'requests:changed',
  turnedAwayChanged: 'turned-away:changed',
  replayProgressChanged: 'sending:replay-progress-changed',
  forwardingChanged: 'forwarding:changed',
  settingsChanged: 'settings:changed',
  openCall: 'navigate:call',
  openView: 'navigate:view',
  testCallChanged: 'test-call:changed',
  scenarioChanged: 'composer:scenario-changed',
  jobChanged: 'data:job-changed',
  historyReplaced: 'data:history-replaced',
  historyCheckChanged: 'diagnostics:history-check-changed',
} as const;
export type BroadcastName = keyof typeof broadcastChannels;
