import { lookup as systemLookup } from 'node:dns/promises';
import { networkInterfaces, hostname as systemHostname } from 'node:os';

export interface OwnListenerOptions {
  /** The port the listener has or is to have. */
  getPort: () => number;
  /** The public URL in the settings, empty for none. */
  getPublicUrl: () => string;
  readInterfaces?: typeof networkInterfaces;
  /** Rejects where a name is not known. */
  lookUp?: (name: string) => Promise<string[]>;
}

export type OwnListener = ReturnType<typeof createOwnListener>;

/**
 * Tells addresses that lead back to the listener: this machine's names and addresses with the listener's port, and
 * the public URL's host, which the tunnel leads here.
 */
export function createOwnListener({
  getPort,
  getPublicUrl,
  readInterfaces = networkInterfaces,
  lookUp = lookUpAll,
}: OwnListenerOptions) {
  const isOwnAddress = (address: string): boolean => {
    const plain = address.replace(/^\[|\]$/g, '').toLowerCase();
    const version4 = toVersion4(plain);
    if (/^127(\.\d+){3}$/.test(version4) || ['::1', '::', '0.0.0.0'].includes(plain) || version4 === '0.0.0.0')
      return true;
    const own = Object.values(readInterfaces()).flatMap((addresses) => addresses ?? []);
    return own.some((one) => one.address.toLowerCase() === plain || one.address === version4);
  };
  const isOwnName = (name: string): boolean => {
    const own = systemHostname().toLowerCase();
    return name === 'localhost' || name.endsWith('.localhost') || name === own || name === `${own}.local`;
  };
  const publicName = (): string | null => {
    const url = getPublicUrl();
    return URL.canParse(url) ? toName(new URL(url)) : null;
  };
  /** Whether an address leads here, as far as it tells by itself. */
  const isNamedOwn = (url: URL): boolean => {
    const name = toName(url);
    if (name === publicName()) return true;
    return portOf(url) === getPort() && (isOwnName(name) || isOwnAddress(name));
  };

  return {
    /**
     * Whether an address leads back to the listener, also by what its name stands for now. Never rejects.
     *
     * @param text one that can be a target
     */
    async isOwn(text: string): Promise<boolean> {
      const url = new URL(text);
      if (isNamedOwn(url)) return true;
      if (portOf(url) !== getPort()) return false;
      try {
        return (await lookUp(toName(url))).some(isOwnAddress);
      } catch {
        // A name that nobody knows leads nowhere.
        return false;
      }
    },
  };
}

const lookUpAll = async (name: string): Promise<string[]> =>
  (await systemLookup(name.replace(/^\[|\]$/g, ''), { all: true })).map(({ address }) => address);

/** `Example.COM.` is the same host as `example.com`. */
const toName = ({ hostname }: URL): string => hostname.toLowerCase().replace(/\.$/, '');

const portOf = ({ port, protocol }: URL): number => (port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port));

/** `::ffff:127.0.0.1`, which the URL class writes as `::ffff:7f00:1`, is 127.0.0.1. */
function toVersion4(address: string): string {
  const [, dotted, high, low] = /^::ffff:(?:(\d+\.\d+\.\d+\.\d+)|([\da-f]{1,4}):([\da-f]{1,4}))$/.exec(address) ?? [];
  if (dotted !== undefined) return dotted;
  if (high === undefined || low === undefined) return address;
  const bytes = [high, low].flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255]);
  return bytes.join('.');
}
