/**
 * Every action of the window: its keys, and where it stands in the list of keys and in the
 * command palette. A component that can do one binds it with `useAction`; what nobody
 * binds at the moment is listed all the same, so that people can learn it.
 *
 * A key is `event.key` as it is typed, with `Mod+` before it for Ctrl (Cmd on macOS) and `Shift+`
 * where the key alone does not tell. Keys without `Mod` do nothing while text is typed. Two
 * actions may share a key where only one of them can be done at a time: `when` tells the two apart.
 */
export const actionCatalogue = {
  // Getting around.
  goToCalls: { group: 'window', keys: ['Mod+1'] },
  goToRequests: { group: 'window', keys: ['Mod+2'] },
  goToSettings: { group: 'window', keys: ['Mod+3', 'Mod+,'] },
  goToWelcome: { group: 'window', keys: ['Mod+Shift+g'] },

  // Finding calls, and requests where those are on show.
  search: { group: 'find', keys: ['Mod+f', '/'] },
  addFilter: { group: 'find', keys: ['f'] },
  clearSearch: { group: 'find', keys: ['Mod+Shift+f'] },
  markAllRead: { group: 'find', keys: ['Shift+u'] },

  // One call.
  openCallLink: { group: 'call', keys: ['o'] },
  showCallLinks: { group: 'call', keys: ['Shift+o'] },
  nextCall: { group: 'call', keys: ['j'], when: 'call' },
  previousCall: { group: 'call', keys: ['k'], when: 'call' },
  goBack: { group: 'call', keys: ['Mod+['] },
  pin: { group: 'call', keys: ['p'], when: 'call' },
  note: { group: 'call', keys: ['n'] },
  toggleUnread: { group: 'call', keys: ['u'] },
  copyNumber: { group: 'call', keys: ['c'], when: 'call' },
  deleteCall: { group: 'call', keys: ['Delete', '#'] },
  undo: { group: 'call', keys: ['Mod+z'] },

  // One request, or several.
  nextRequest: { group: 'request', keys: ['j'], when: 'request' },
  previousRequest: { group: 'request', keys: ['k'], when: 'request' },
  replayRequest: { group: 'request', keys: ['r'], when: 'request' },
  replayAsNewCall: { group: 'request', keys: ['Shift+r'], when: 'request' },
  editRequest: { group: 'request', keys: ['e'], when: 'request' },
  compareRequests: { group: 'request', keys: ['Shift+c'], when: 'request' },
  copyRequest: { group: 'request', keys: ['c'], when: 'request' },
  pinRequest: { group: 'request', keys: ['p'], when: 'request' },
  extendSelection: { group: 'request', keys: ['Shift+ArrowDown', 'Shift+ArrowUp'], when: 'list' },
  selectAllRequests: { group: 'request', keys: ['Mod+a'], when: 'list' },

  // Popups.
  pausePopups: { group: 'popups', keys: ['Mod+Shift+p'] },
  pausePopupsUntilTomorrow: { group: 'popups', keys: [] },
  resumePopups: { group: 'popups', keys: ['Mod+Shift+r'] },
  addCallLink: { group: 'popups', keys: ['Mod+Shift+a'] },

  // The composer.
  compose: { group: 'window', keys: ['Mod+n'] },

  // The tunnel and the test call.
  checkTunnel: { group: 'window', keys: ['Mod+Shift+k'] },
  startTestCall: { group: 'window', keys: ['Mod+Shift+l'] },

  // Trying a sender.
  chooseAnswers: { group: 'window', keys: ['Mod+Shift+s'] },
  stopChosenAnswers: { group: 'window', keys: [] },

  // Keeping tidy.
  exportCalls: { group: 'data', keys: ['Mod+e'], when: 'call' },
  exportRequests: { group: 'data', keys: ['Mod+e'], when: 'request' },
  importRequests: { group: 'data', keys: [] },
  backUp: { group: 'data', keys: ['Mod+Shift+b'] },
  restoreBackup: { group: 'data', keys: ['Mod+Shift+o'] },
  cancelJob: { group: 'data', keys: ['Mod+Shift+x'] },
  showFile: { group: 'data', keys: ['Mod+Shift+e'] },

  // Diagnostics.
  copyReport: { group: 'window', keys: [] },
  showLogs: { group: 'window', keys: [] },
  checkHistory: { group: 'data', keys: [] },

  // For everyone.
  openPalette: { group: 'window', keys: ['Mod+k'] },
  showKeys: { group: 'window', keys: ['?', 'F1'] },
  nextRegion: { group: 'window', keys: ['F6'] },
  previousRegion: { group: 'window', keys: ['Shift+F6'] },
  zoomIn: { group: 'window', keys: ['Mod++', 'Mod+='], worksInDialogs: true, repeats: true },
  zoomOut: { group: 'window', keys: ['Mod+-'], worksInDialogs: true, repeats: true },
  zoomReset: { group: 'window', keys: ['Mod+0'], worksInDialogs: true },

  // The keys of every list: the list itself has them.
  nextItem: { group: 'list', keys: ['ArrowDown', 'j'], when: 'list' },
  previousItem: { group: 'list', keys: ['ArrowUp', 'k'], when: 'list' },
  firstItem: { group: 'list', keys: ['Home'], when: 'list' },
  lastItem: { group: 'list', keys: ['End'], when: 'list' },
  openItem: { group: 'list', keys: ['Enter'], when: 'list' },
  backToList: { group: 'list', keys: ['Escape'], when: 'detail' },
} as const satisfies Record<string, ActionEntry>;

/** In the order they are listed. */
export const actionGroups = ['find', 'list', 'call', 'request', 'popups', 'data', 'window'] as const;
export type ActionGroup = (typeof actionGroups)[number];

export interface ActionEntry {
  group: ActionGroup;
  /** None for what is only in the command palette. */
  keys: readonly string[];
  /** Where the keys mean this, e.g. while a call, or a request, is on show; everywhere when left out. */
  when?: 'list' | 'detail' | 'call' | 'request' | 'search' | 'welcome';
  /** Also while a dialog is open; the others are the window's behind it. */
  worksInDialogs?: boolean;
  /** Again and again while the key is held. */
  repeats?: boolean;
}

export type ActionId = keyof typeof actionCatalogue;

/** The catalogue as a list, each entry with all its parts. */
export const actionEntries: readonly [ActionId, ActionEntry][] = Object.entries(actionCatalogue).map(
  // Object.entries widens the names; they are the catalogue's own.
  ([id, entry]) => [id as ActionId, entry],
);
