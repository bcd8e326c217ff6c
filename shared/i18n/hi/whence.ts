/** Where a request came from. */
export const hiWhence = {
  'whence.heading': 'यह कहाँ से आया',
  'whence.carrier': 'किसके ज़रिए',
  'whence.carrier.ngrok': 'ngrok',
  'whence.carrier.cloudflare': 'Cloudflare',
  'whence.carrier.tailscale': 'Tailscale',
  'whence.carrier.localtunnel': 'localtunnel',
  'whence.carrier.dev_tunnels': 'Dev tunnels (VS Code)',
  'whence.carrier.proxy': 'एक प्रॉक्सी, जो अपना नाम नहीं बताता',
  'whence.carrier.silent': 'एक टनल, जो कोई हेडर नहीं जोड़ती, जैसे ssh -R',
  'whence.carrier.local': 'कोई टनल नहीं: इसी मशीन से भेजा गया',
  'whence.client': 'भेजने वाले का पता',
  'whence.client.note': 'जैसा सबसे पास के प्रॉक्सी ने लिखा',
  'whence.client.untold': 'टनल ने नहीं बताया',
  'whence.host': 'किस पते पर',
} as const;
