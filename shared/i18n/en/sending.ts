/** Sending a request again, editing it, comparing two. */
export const enSending = {
  'sending.failed.cancelled': 'It was cancelled.',
  'sending.failed.timedOut': 'There was no answer within {seconds, plural, one {# second} other {# seconds}}.',
  'sending.failed.notHttp': 'What answers there does not speak HTTP.',
  'sending.failed.refused': 'Nothing listens there.',
  'sending.failed.nameNotFound': 'No server of that name can be found.',
  'sending.failed.closed': 'The connection was closed without an answer.',
  'sending.failed.noConnection': 'No connection could be made.',
  'sending.failed.notHttpText': 'Address, method or headers hold characters that HTTP cannot carry.',
  'sending.failed.other': 'It could not be sent: {detail}.',
} as const;
