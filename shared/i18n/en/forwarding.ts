/** Forwarding: the settings' section, what became of a request, the status line. */
export const enForwarding = {
  'settings.group.forwarding': 'Forwarding',
  'action.addForwardTarget': 'Add a forwarding target',

  'forwarding.description':
    'Every accepted request is sent on to your own servers as it came: same method, query, headers and body, in the same order. TeleCMI gets its answer first and never waits for them.',
  'forwarding.empty':
    'Let DialPop sit between TeleCMI and the server you work on: add its address, such as http://localhost:3000/telecmi. While it is down, requests wait for it.',
  'forwarding.listName': 'Targets',
  'forwarding.add': 'Add target',
  'forwarding.edit': 'Edit “{name}”',
  'forwarding.delete': 'Delete “{name}”',
  'forwarding.deleted': '“{name}” was deleted.',
  'forwarding.undo': 'Undo',
  'forwarding.turnOn': 'Forward to “{name}”',
  'forwarding.filter': 'Only {query}',
  'forwarding.gone': 'Target or request are gone.',

  'forwarding.state.off': 'Off',
  'forwarding.state.idle': 'Everything forwarded',
  'forwarding.state.sending': 'Forwarding',
  'forwarding.state.retrying': 'Failing since {since}',
  'forwarding.state.own_listener': 'Stopped: the address leads back to DialPop',
  'forwarding.state.came_back':
    'Stopped: its requests came back to DialPop. Change the address or what is behind it, then turn it on again.',
  'forwarding.state.held': 'Waits while the history is exchanged',
  'forwarding.waiting':
    '{isMore, select, yes {More than {count, number} requests wait} other {{count, plural, =0 {No request waits} one {# request waits} other {# requests wait}}}}',
  'forwarding.lastAnswer': 'Last answer {status} in {took}, {ago}',
  'forwarding.lastFailure': '{failure} ({ago})',
  'forwarding.nextTry': 'Next try at {at}, after {attempts, plural, one {# attempt} other {# attempts}}',
  'forwarding.retryNow': 'Retry now',
  'forwarding.skip': 'Skip this request',
  'forwarding.skipped': 'Request {id} was skipped. “Forward again” in its details still sends it.',
  'forwarding.lost':
    '{count, plural, one {# request was deleted before it could be forwarded.} other {# requests were deleted before they could be forwarded.}}',
  'forwarding.lostSeen': 'OK',

  'forwarding.editor.name': 'Forwarding target',
  'forwarding.editor.nameLabel': 'Name',
  'forwarding.editor.namePlaceholder': 'My CRM',
  'forwarding.editor.noName': 'Give the target a name.',
  'forwarding.editor.urlLabel': 'Address',
  'forwarding.editor.queryLabel': 'Filter (optional)',
  'forwarding.editor.queryPlaceholder': 'kind:cdr',
  'forwarding.editor.queryHint':
    'Only these requests, as in the search of the Requests view: kind:cdr, method:GET or field.to:442079460018.',
  'forwarding.editor.queryProblem': '“{text}” is no filter.',
  'forwarding.editor.own': 'Also what DialPop sent itself: samples, test calls, replays',
  'forwarding.editor.redeliveries': 'Also redeliveries of an event that was forwarded before',
  'forwarding.editor.test': 'Send a test',
  'forwarding.editor.testing': 'Sending the documented sample…',
  'forwarding.test.answered': 'It answered {status} in {took}.',
  'forwarding.test.body': 'Answer: {body}',

  'forwarding.place.machine': 'On this machine.',
  'forwarding.place.network': 'In your network.',
  'forwarding.place.internet':
    'Not on this machine or in your network: numbers and custom fields of every call go there.',
  'forwarding.place.unencrypted': 'The way is not encrypted; use https.',

  'forwarding.url.not_a_url': 'This is no address. It begins with http:// or https://.',
  'forwarding.url.not_http': 'The address must begin with http:// or https://.',
  'forwarding.url.has_credentials': 'The address must not hold a name or password. Put a secret into its query.',
  'forwarding.url.too_long': 'The address is too long.',
  'forwarding.url.own_listener': 'This address leads back to DialPop itself.',

  'forwarding.resume.title': 'Deliver what came meanwhile?',
  'forwarding.resume.text':
    '{isMore, select, yes {More than {count, number} requests} other {{count, plural, one {# request} other {# requests}}}} came while “{name}” was off.',
  'forwarding.resume.deliver': 'Deliver what came',
  'forwarding.resume.beginNow': 'Begin with the next one',

  'forwarding.request.heading': 'Forwarded',
  'forwarding.request.ahead': 'Waits for its turn',
  'forwarding.request.aheadOff': 'The target is off',
  'forwarding.request.waiting': 'Not taken yet',
  'forwarding.request.delivered': 'Delivered',
  'forwarding.request.failed': 'Not accepted',
  'forwarding.request.skipped': 'Skipped',
  'forwarding.request.none': 'Not forwarded',
  'forwarding.request.status': 'Answer {status}',
  'forwarding.request.attempts': '{attempts, plural, one {# attempt} other {# attempts}}',
  'forwarding.request.answer': 'Answer from {name}',
  'forwarding.request.again': 'Forward again',
  'forwarding.request.now': 'Forward now',
  'forwarding.request.againTo': 'Forward again to “{name}”',
  'forwarding.request.nowTo': 'Forward now to “{name}”',
  'forwarding.request.deletedTarget': 'A target that was deleted',
  'forwarding.request.done': '“{name}” answered {status}.',
  'forwarding.request.notDone': '“{name}”: {message}',

  'statusLine.forwardingFailing':
    '{count, plural, one {“{name}” does not take requests} other {# targets do not take requests}}',
  'statusLine.forwardingStopped':
    '{count, plural, one {Forwarding to “{name}” is stopped} other {Forwarding to # targets is stopped}}',
  'statusLine.forwardingShow': 'Show',
} as const;
