/** Popup rules: their settings, and what the status line says of notifications. */
export const enPopups = {
  'popups.failure.noId': 'The notification service answered without an id',

  'popups.button.openLink': 'Open in {name}',
  'popups.burst.title': '{count, plural, one {# call started} other {# calls started}}',
  'popups.burst.more': '{count, plural, one {and # more} other {and # more}}',

  'statusLine.quietUntil': 'Quiet hours, no popups until {until}',
  'statusLine.quietAlways': 'Quiet hours, no popups at all',
  'systemPopups.do_not_disturb': 'Do not disturb is on, so popups are held back.',
  'systemPopups.off': 'Popups are turned off in the system.',
  'systemPopups.mend.dunst': 'To show them: dunstctl set-paused false',
  'systemPopups.mend.linux': 'Turn it off in your desktop’s notification settings.',
  'systemPopups.mend.windows': 'Turn them on in Settings, under System, Notifications, DialPop.',
  'systemPopups.mend.macos': 'Turn them on in System Settings, under Notifications, DialPop.',

  'reorder.up': 'Move {name} up',
  'reorder.down': 'Move {name} down',
  'reorder.moved': '{name} is now {position, number} of {count, number}',

  'popups.leg.label': 'Pop up when',
  'popups.leg.description':
    'Only click2call rings the agent and the customer one after the other. A dialled call starts once, and pops then.',
  'popups.leg.first': 'The call starts, whoever rings first',
  'popups.leg.agent': 'The agent rings',
  'popups.leg.customer': 'The customer rings',

  'popups.quietHours.label': 'Quiet hours',
  'popups.quietHours.description':
    'No popups in these hours of the local clock. Calls are recorded all the same. Days are those on which the hours begin.',
  'popups.quietHours.add': 'Add quiet hours',
  'popups.quietHours.row': 'Quiet hours {number, number}',
  'popups.quietHours.from': 'From',
  'popups.quietHours.to': 'To',
  'popups.quietHours.remove': 'Remove quiet hours {number, number}',
  'popups.quietHours.wholeDay': 'whole day',
  'popups.quietHours.nextDay': 'next day',
  'popups.quietHours.lastDay': 'At least one day',

  'popups.sound.label': 'Sound',
  'popups.sound.description': 'Popups play the system’s own notification sound.',

  'popups.fields.label': 'Custom fields',
  'popups.fields.description': 'What a popup tells beneath the number and the agent.',
  'popups.fields.all': 'The first four that say something',
  'popups.fields.chosen': 'These, in this order',
  'popups.fields.none': 'None: popups tell the number and the agent alone.',
  'popups.fields.listName': 'Custom fields in popups',
  'popups.fields.remove': 'Remove {name}',
  'popups.fields.name': 'Name of a custom field',
  'popups.fields.placeholder': 'ticket',
  'popups.fields.add': 'Add',

  'popups.actions.openWindow': 'Open DialPop on the call',
  'popups.actions.copyNumber': 'Copy the number',
  'popups.click.label': 'Clicking a popup',
  'popups.click.description': 'Where a link does not fit the call, DialPop opens instead.',
  'popups.buttons.label': 'Buttons of a popup',
  'popups.buttons.description': 'Up to three, where the system shows them. A link is a button on the calls it fits.',
  'popups.buttons.one': 'Button {number, number}',
  'popups.buttons.none': 'No button',
  'popups.openAtStart.label': 'When a call starts',
  'popups.openAtStart.description':
    'Opens a link by itself, once for a call that pops: at most one in two seconds and five in a minute.',
  'popups.openAtStart.everyAgent':
    'Opens a link by itself, once for a call that pops: at most one in two seconds and five in a minute. Without agent ids above, every agent’s call opens it.',
  'popups.openAtStart.none': 'Open nothing by itself',

  'popups.preview.label': 'Preview',
  'popups.preview.description': 'The last call’s popup with these rules.',
  'popups.preview.noCall': 'Once there is a call, its popup is shown here.',
} as const;
