/** Every action by name, the list of keys, the command palette, languages. */
export const hiActions = {
  'action.openCallLink': 'कॉल का लिंक खोलें',
  'action.showCallLinks': 'कॉल के दूसरे लिंक दिखाएँ',
} as const;
