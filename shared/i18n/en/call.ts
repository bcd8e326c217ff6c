/** One call: its fields, timeline, note, earlier calls, what can be done with it. */
export const enCall = {
  'action.pinCall': 'Pin the call',
  'action.unpinCall': 'Unpin the call',
  'action.markRead': 'Mark as read',
  'action.markUnread': 'Mark as unread',

  'call.pinned': 'Pinned',
  'call.sentByDialpop': 'Sent by DialPop',
  'call.sentByDialpopHint': 'Only DialPop sent it; nothing of it came from TeleCMI.',
  'call.saidOnly': '“{text}”',
  'call.numberCopied': '{number} is copied.',
  'call.deleted': 'The call to {number} is deleted.',
  'call.failed.pin': 'The call could not be pinned: {reason}',
  'call.failed.unpin': 'The pin could not be removed: {reason}',
  'call.failed.read': 'The call could not be marked as read: {reason}',
  'call.failed.unread': 'The call could not be marked as unread: {reason}',
  'call.failed.readAll': 'The calls could not be marked as read: {reason}',
  'call.failed.delete': 'The call could not be deleted: {reason}',
  'call.failed.restore': 'The call could not be brought back: {reason}',
  'calls.backToCall': 'Back to the call before',

  'note.heading': 'Note',
  'note.placeholder': 'Write a note; it is saved as you type and found by the search',
  'note.saved': 'Saved',
  'note.failed': 'The note could not be saved: {reason}',

  'earlier.heading': 'Other calls to this number',
  'earlier.none': 'This is the only call to this number.',
  'earlier.when': '{day} {time}',

  'timeline.late': 'arrived late',
  'timeline.lateHint': 'It reached this machine after something that came later in the call.',
  'timeline.byArrival': 'Where TeleCMI does not tell what came first, events are in the order they arrived.',

  'value.open.link': 'Open {value}',
  'value.open.email': 'Write to {value}',
  'value.open.phone': 'Dial {value}',

  'toast.region': 'Notices',
  'toast.undo': 'Undo',
  'toast.close': 'Close',
  'toast.announceUndo': '{text} Undo with {keys}.',
} as const;
