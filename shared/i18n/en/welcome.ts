/** The first run. */
export const enWelcome = {
  'welcome.progress': 'Steps',
  'welcome.step.agent': 'You',
  'welcome.step.tunnel': 'Tunnel',
  'welcome.step.check': 'Check',
  'welcome.step.telecmi': 'TeleCMI',
  'welcome.stepNumber': 'Step {number, number}:',
  'welcome.stepDone': '(done)',
  'welcome.stepSkipped': '(skipped)',
  'welcome.stepSkippedHint': 'Skipped. You can do it later.',
  'welcome.leave': 'Skip set-up',
  'welcome.back': 'Back',
  'welcome.next': 'Next',
  'welcome.done': 'Start using DialPop',
  'welcome.agent.title': 'Whose calls should pop up?',
  'welcome.agent.lead':
    'The moment your phone dials, DialPop shows who is being called and what your CRM says about them. Enter your agent id to see only your own calls; leave it empty to see everybody’s.',
  'welcome.tunnel.title': 'Let TeleCMI reach this machine',
  'welcome.tunnel.lead':
    'TeleCMI sends its calls over the internet, and this machine needs a public address for that: a tunnel. Run one of these in a terminal and leave it running.',
  'welcome.tunnel.looking': 'A running ngrok is found by itself.',
  'welcome.check.title': 'Does it arrive?',
  'welcome.check.lead':
    'DialPop sends a one-time secret to the public address and waits for it to come out here. Nothing else counts as reachable.',
  'welcome.check.none': 'There is no public address yet.',
  'welcome.check.noneText':
    'Without one, only programs on this machine can send calls. You can go on and add it later in Settings.',
  'welcome.check.toTunnel': 'Enter an address',
  'welcome.telecmi.title': 'Give TeleCMI the webhook URL',
  'welcome.telecmi.lead':
    'In TeleCMI’s dashboard, open the webhook settings and paste this URL for the live events of outgoing calls (“Outgoing Started Event”). POST and GET both work.',
  'welcome.telecmi.local':
    'Only this machine reaches this URL. TeleCMI needs one with a public address: go back to “Tunnel”.',
  'welcome.telecmi.secret': 'Its last part is secret: who knows it can send you calls.',
  'welcome.telecmi.testTitle': 'See it work',
} as const;
