/** Popups and dialogs of the main process. */
export const enMain = {
  'popup.agent': 'Agent {agent}',
  'popup.customField': '{name}: {value}',
  'popup.numberWithCountry': '{number} · {country}',
  'popup.unknownNumber': 'Outgoing call',
  'popup.open': 'Open',
  'window.failedAgain': 'The window has failed again',
  'window.failedAgainDetail':
    'DialPop still records calls and shows popups. Reload the window, or quit DialPop and start it again.',
  'window.unreadable': 'The window could not be loaded',
  'window.unreadableDetail':
    'DialPop still records calls and shows popups. A file of its window is missing or cannot be read; an interrupted update may be the cause. Please install DialPop again. {reason}',
  'window.close': 'Close window',
  'popup.reason.noAnswer': 'The notification service did not answer within {seconds, number} s',
  'popup.reason.noService': 'No notification service is running',
  'popup.reason.noBus': 'There is no session bus',
  'popup.reason.turnedOff': 'Notifications are turned off for DialPop in the system’s settings',
  'popup.reason.platformUnavailable': 'Windows’ notification service is not available',
  'popup.reason.none': 'The system gave no reason',
  'sample.notListening': 'DialPop does not listen yet.',
  'sample.answered': 'The listener answered {status}.',
  'start.title': 'DialPop cannot start',
  'start.quit': 'Quit',
  'start.partFailed':
    'A part of DialPop could not be loaded, so no calls are recorded and no popups are shown. An update that was interrupted can be the cause: please install DialPop again. {reason}',
  'start.problem.folder': 'DialPop cannot keep its data in {folder}: {detail}',
  'start.problem.folderIsFile':
    'DialPop cannot keep its data in {folder}: a part of this path is a file, not a folder.',
  'start.problem.folderForbidden': 'DialPop cannot keep its data in {folder}: you may not write there. {detail}',
  'start.problem.folderReadOnly': 'DialPop cannot keep its data in {folder}: this file system is read-only.',
  'start.problem.folderNameTooLong':
    'DialPop cannot keep its data in {folder}: the name is too long for this file system.',
  'start.problem.folderPathTooLong':
    'DialPop cannot keep its data in {folder}: the path has {length, number} bytes, and SQLite opens nothing below a folder of more than {most, number}.',
  'start.problem.folderNotLocked':
    'DialPop cannot keep its data in {folder}: no lock can be made there, so two instances could write to it at once.',
  'start.problem.folderInUse':
    'DialPop on the computer {host} is using {folder}. Quit it there, or choose another folder with --user-data.',
  'start.problem.noDisplay': 'There is no display to run on: neither DISPLAY nor WAYLAND_DISPLAY is set.',
  'start.problem.deadDisplay': 'There is no display to run on: DISPLAY is {display}, and nothing answers there.',
} as const;
