/** Requests that were turned away, counted. */
export const enTurnedAway = {
  'turnedAway.name': '{count, plural, one {# request turned away} other {# requests turned away}}',
  'turnedAway.heading': 'Turned away since DialPop started',
  'turnedAway.unknown': 'Wrong path or token',
  'turnedAway.too_many_unknown': 'Wrong path or token, in a flood',
  'turnedAway.too_fast': 'Too fast from one sender',
  'turnedAway.overloaded': 'More at once than can be stored',
  'turnedAway.too_many_headers': 'Too many headers',
  'turnedAway.not_stored': 'Could not be stored',
  'turnedAway.hint': 'Of these only the newest are listed, without their bodies, and of a flood only a few.',
} as const;
