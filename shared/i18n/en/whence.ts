/** Where a request came from. */
export const enWhence = {
  'whence.heading': 'Where it came from',
  'whence.carrier': 'Came through',
  'whence.carrier.ngrok': 'ngrok',
  'whence.carrier.cloudflare': 'Cloudflare',
  'whence.carrier.tailscale': 'Tailscale',
  'whence.carrier.localtunnel': 'localtunnel',
  'whence.carrier.dev_tunnels': 'Dev tunnels (VS Code)',
  'whence.carrier.proxy': 'A proxy that does not say which',
  'whence.carrier.silent': 'A tunnel that adds no headers, such as ssh -R',
  'whence.carrier.local': 'No tunnel: sent on this machine',
  'whence.client': 'Sender’s address',
  'whence.client.note': 'as the nearest proxy wrote it',
  'whence.client.untold': 'Not told by the tunnel',
  'whence.host': 'Addressed to',
} as const;
