import { networkInterfaces } from 'node:os';

/** Reading the interfaces takes some 0.1 ms; seldom enough to cost nothing, often enough to be noticed in time. */
const intervalMs = 5000;

/**
 * Calls back when this machine's addresses change: another Wi-Fi, a cable, a VPN. The
 * system's own notices differ on every platform and are missing on some, so it is polled.
 *
 * @returns how to stop
 */
export function watchNetwork(
  onChange: () => void,
  readInterfaces: typeof networkInterfaces = networkInterfaces,
): () => void {
  let known = fingerprint(readInterfaces());
  const timer = setInterval(() => {
    const now = fingerprint(readInterfaces());
    if (now === known) return;
    known = now;
    onChange();
  }, intervalMs);
  return () => clearInterval(timer);
}

/** Addresses other machines can see; of IPv6 the network's part, because the rest changes by itself for privacy. */
function fingerprint(interfaces: ReturnType<typeof networkInterfaces>): string {
  return Object.entries(interfaces)
    .flatMap(([name, addresses]) =>
      (addresses ?? [])
        .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
        .map(({ family, address }) => `${name} ${family === 'IPv4' ? address : address.split(':', 4).join(':')}`),
    )
    .toSorted()
    .join(', ');
}
