/** Choosing what the next requests are answered with. */
export const enAnswers = {
  'answers.choose': 'Choose the next answers',
  'answers.hint':
    'See what your sender makes of a failure or a slow answer. Its requests are recorded and pop as ever, and after 10 minutes at the latest DialPop answers them itself again.',
  'answers.presets': 'Common cases',
  'answers.preset.timeOut': 'No answer for {seconds, number} s',
  'answers.status': 'Status',
  'answers.status.own': 'DialPop’s own',
  'answers.delay': 'Seconds of delay',
  'answers.requests': 'Requests',
  'answers.start': 'Start',
  'answers.invalid.status': 'Enter a status from 200 to 599, or leave it empty.',
  'answers.invalid.delay': 'Enter a delay from 0 to {most, number} seconds.',
  'answers.invalid.requests': 'Enter for how many requests, from 1 to {most, number}.',
  'answers.invalid.nothing': 'Enter a status, a delay or both.',
  'answers.stop': 'Stop choosing answers',
  'answers.stopShort': 'Stop',
  'answers.on': '{count, plural, one {The next request is} other {The next # requests are}} answered {answer}',
  'answers.onUntil':
    '{count, plural, one {The next request is} other {The next # requests are}} answered {answer}, until {until} at the latest. It was chosen in DialPop, to try a sender.',
  'answers.statusOnly': 'with {status}',
  'answers.delayOnly': 'after {seconds, number} s',
  'answers.both': 'with {status} after {seconds, number} s',
  'answers.wasChosen': 'Chosen in DialPop, to try the sender: answered {answer}.',
} as const;
