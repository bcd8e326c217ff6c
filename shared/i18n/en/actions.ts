/** Every action by name, the list of keys, the command palette, languages. */
export const enActions = {
  'action.openCallLink': 'Open the call’s link',
  'action.showCallLinks': 'Show the call’s other links',
} as const;
