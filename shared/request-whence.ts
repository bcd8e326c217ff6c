import type { Header } from './requests.ts';

/**
 * What brought a request here. `proxy`: one that does not say which it is. `silent`: a tunnel that adds nothing, such as
 * `ssh -R`, known by the host it was addressed to. `local`: nothing tells of a way from elsewhere.
 */
export const requestCarriers = [
  'ngrok',
  'cloudflare',
  'tailscale',
  'localtunnel',
  'dev_tunnels',
  'proxy',
  'silent',
  'local',
] as const;
export type RequestCarrier = (typeof requestCarriers)[number];

/** Where a request came from, as far as its headers tell. Null where they do not. */
export interface RequestWhence {
  carrier: RequestCarrier;
  /** The address the nearest proxy wrote down as its caller's. */
  clientAddress: string | null;
  scheme: 'http' | 'https' | null;
  /** The host it was addressed to, in lower case and with its port where that was given. */
  host: string | null;
}

type NamedCarrier = Exclude<RequestCarrier, 'proxy' | 'silent' | 'local'>;

/** The names each service gives to what it leads to. */
const carrierHosts: Record<NamedCarrier, RegExp> = {
  ngrok: /(^|\.)ngrok(-free)?\.(app|dev|io|pizza|pro)$/,
  cloudflare: /(^|\.)(trycloudflare|cfargotunnel)\.com$/,
  tailscale: /\.ts\.net$/,
  localtunnel: /(^|\.)(loca\.lt|localtunnel\.me)$/,
  dev_tunnels: /(^|\.)devtunnels\.ms$/,
};
const namedCarriers = Object.entries(carrierHosts) as [NamedCarrier, RegExp][];

/** A tunnel can put this in the place of the public host; that one stands in another header then. */
const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Tells from its headers which way a request came. Anybody can write headers: of a list that proxies add to, only
 * the last entry was written by the nearest of them, so that one counts.
 *
 * @param headers as they came
 */
export function readWhence(headers: readonly Header[]): RequestWhence {
  const read = readerOf(headers);
  const forwarded = readForwarded(read('forwarded').at(-1) ?? '');
  const ownHost = oneOf(read('host'))?.toLowerCase() ?? null;
  const isRewritten = ownHost === null || loopbackHost.test(ownHost);
  const forwardedHost = (read('x-forwarded-host').at(-1) ?? forwarded.host)?.toLowerCase() ?? null;
  const host = isRewritten ? (forwardedHost ?? ownHost) : ownHost;
  const carrier = findCarrier(read, host, isRewritten);
  return {
    carrier,
    clientAddress: findClient(read, carrier, forwarded.for),
    scheme: toScheme(read('x-forwarded-proto').at(-1) ?? forwarded.proto ?? readVisitorScheme(read, carrier)),
    host,
  };
}

/** The values of a header, each entry of a list by itself, in the order they came. */
type ReadHeader = (name: string) => string[];

function readerOf(headers: readonly Header[]): ReadHeader {
  return (name) =>
    headers
      .filter(([other]) => other.toLowerCase() === name)
      .flatMap(([, value]) => value.split(','))
      .map((value) => value.trim())
      .filter((value) => value !== '');
}

/** The only value; null for none, and for several, of which nobody can say which one counts. */
const oneOf = (values: string[]): string | null => (values.length === 1 ? (values[0] ?? null) : null);

function findCarrier(read: ReadHeader, host: string | null, isRewritten: boolean): RequestCarrier {
  const name = (host ?? '').replace(/:\d+$/, '');
  const byHost = namedCarriers.find(([, pattern]) => pattern.test(name));
  if (byHost !== undefined) return byHost[0];
  if (oneOf(read('tailscale-funnel-request')) === '?1') return 'tailscale';
  if (oneOf(read('cf-connecting-ip')) !== null && oneOf(read('cf-ray')) !== null) return 'cloudflare';
  const isForwarded = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'via'].some(
    (header) => read(header).length > 0,
  );
  if (isForwarded) return 'proxy';
  return isRewritten ? 'local' : 'silent';
}

function findClient(read: ReadHeader, carrier: RequestCarrier, forwardedFor: string | null): string | null {
  // What dev tunnels write there is an address of the service's own.
  if (carrier === 'dev_tunnels') return null;
  const byCloudflare = carrier === 'cloudflare' ? oneOf(read('cf-connecting-ip')) : null;
  return toAddress(byCloudflare) ?? toAddress(read('x-forwarded-for').at(-1) ?? forwardedFor);
}

/** Cloudflare's own word for the scheme, `{"scheme":"https"}`. */
function readVisitorScheme(read: ReadHeader, carrier: RequestCarrier): string {
  if (carrier !== 'cloudflare') return '';
  return /"scheme"\s*:\s*"(https?)"/.exec(read('cf-visitor').join(','))?.[1] ?? '';
}

const toScheme = (text: string): RequestWhence['scheme'] => {
  const scheme = text.toLowerCase();
  return scheme === 'http' || scheme === 'https' ? scheme : null;
};

/** One entry of `Forwarded` (RFC 7239): `for=192.0.2.1;proto=https;host=pbx.example`. */
function readForwarded(entry: string): { for: string | null; proto: string | null; host: string | null } {
  const parts = new Map<string, string>();
  for (const [, name = '', quoted, plain] of entry.matchAll(/([a-z]+)=(?:"([^"]*)"|([^;"\s]*))/gi)) {
    parts.set(name.toLowerCase(), quoted ?? plain ?? '');
  }
  const partOf = (name: string) => parts.get(name) ?? null;
  return { for: partOf('for'), proto: partOf('proto'), host: partOf('host') };
}

/** An IP address without its port and brackets; null where it is none. */
function toAddress(text: string | null): string | null {
  if (text === null) return null;
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(text) ?? [];
  const [, four = text] = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text) ?? [];
  const address = bracketed ?? four;
  const isFour = /^\d{1,3}(\.\d{1,3}){3}$/.test(address) && address.split('.').every((part) => Number(part) < 256);
  const isSix =
    /^[0-9a-f:]{2,39}$/i.test(address.replace(/:\d+\.\d+\.\d+\.\d+$/, ':0')) && address.split(':').length > 2;
  return isFour || isSix ? address : null;
}
