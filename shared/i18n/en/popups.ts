/** Popup rules: their settings, and what the status line says of notifications. */
export const enPopups = {
  'popups.failure.turnedOff': 'Notifications are turned off for DialPop in the system’s settings',
  'popups.failure.noReason': 'The system gave no reason',
  'popups.failure.noId': 'The notification service answered without an id',
  'popups.failure.timeOut': 'The notification service did not answer within {seconds, number} s',
  'popups.failure.noService': 'No notification service is running',
  'popups.failure.noBus': 'There is no session bus',
  'popups.failure.serviceGaveNoReason': 'The notification service gave no reason',

  'popups.button.openLink': 'Open in {name}',
  'popups.burst.title': '{count, plural, one {# call started} other {# calls started}}',
  'popups.burst.more': '{count, plural, one {and # more} other {and # more}}',
} as const;
