import type { Header } from './requests.ts';

/** Headers that are about one connection and mean nothing on another (RFC 9110, 7.6.1), in lower case. */
const connectionHeaders: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The values of a header, whatever its spelling, in the order they came. */
export function valuesOf(headers: readonly Header[], name: string): string[] {
  return headers.filter(([other]) => other.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

/** Headers without those that are about the connection they came by, whether known for that or named by `Connection`. */
export function withoutConnectionHeaders(headers: readonly Header[]): Header[] {
  const named = valuesOf(headers, 'connection').flatMap((value) =>
    value.split(',').map((name) => name.trim().toLowerCase()),
  );
  return headers.filter(([name]) => !connectionHeaders.has(name.toLowerCase()) && !named.includes(name.toLowerCase()));
}
