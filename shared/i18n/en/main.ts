/** Popups and dialogs of the main process. */
export const enMain = {
  'popup.agent': 'Agent {agent}',
  'popup.customField': '{name}: {value}',
  'popup.numberWithCountry': '{number} · {country}',
  'popup.unknownNumber': 'Outgoing call',
  'popup.open': 'Open',
  'window.failedAgain': 'The window has failed again',
  'window.failedAgainDetail':
    'DialPop still records calls and shows popups. Reload the window, or quit DialPop and start it anew.',
  'popup.reason.noAnswer': 'The notification service did not answer within {seconds, number} s',
  'popup.reason.noService': 'No notification service is running',
  'popup.reason.noBus': 'There is no session bus',
  'popup.reason.turnedOff': 'Notifications are turned off for DialPop in the system’s settings',
  'popup.reason.platformUnavailable': 'Windows’ notification service is not available',
  'popup.reason.none': 'The system gave no reason',
  'sample.notListening': 'DialPop does not listen yet.',
  'sample.answered': 'The listener answered {status}.',
} as const;
