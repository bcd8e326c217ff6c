/** Every action by name, the list of keys, the command palette, languages. */
export const hiActions = {
  'action.checkTunnel': 'टनल जाँचें',
  'action.goToWelcome': 'शुरुआत करें',
  'action.startTestCall': 'मुझे परीक्षण कॉल भेजें',
} as const;
