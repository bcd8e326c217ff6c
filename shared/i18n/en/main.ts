/** Popups and dialogs of the main process. */
export const enMain = {
  'popup.agent': 'Agent {agent}',
  'popup.customField': '{name}: {value}',
  'popup.numberWithCountry': '{number} · {country}',
  'popup.unknownNumber': 'Outgoing call',
  'popup.open': 'Open',
  'start.failed': 'DialPop cannot start',
  'start.historyNewer':
    'The history was made by a newer DialPop ({detail}). Please update DialPop. The file is {file}.',
  'start.historyFailed': 'The history cannot be opened: {detail}. The file is {file}.',
} as const;
