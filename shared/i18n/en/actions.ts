/** Every action by name, the list of keys, the command palette, languages. */
export const enActions = {
  'action.checkTunnel': 'Check the tunnel',
  'action.goToWelcome': 'Getting started',
  'action.startTestCall': 'Send me a test call',
} as const;
