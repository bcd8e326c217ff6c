/** Popups and dialogs of the main process. */
export const enMain = {
  'popup.agent': 'Agent {agent}',
  'popup.customField': '{name}: {value}',
  'popup.numberWithCountry': '{number} · {country}',
  'popup.unknownNumber': 'Outgoing call',
} as const;
