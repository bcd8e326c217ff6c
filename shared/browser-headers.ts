/**
 * Headers that browsers, and only browsers, add to a request. A page's script cannot set `Sec-` names
 * (fetch.spec.whatwg.org, "forbidden request-header"), so it cannot omit or change them either.
 * Plain GETs have no `Origin`, and older versions of Safari send no `Sec-Fetch-*`; the others cover those.
 */
const browserHeaders: ReadonlySet<string> = new Set([
  'origin',
  'purpose',
  'x-purpose',
  'x-moz',
  'upgrade-insecure-requests',
  'access-control-request-method',
  'ping-to',
]);

/**
 * `Sec-` names that programs send too: Node's `fetch`, which a server that relays webhooks may use, sends only
 * `Sec-Fetch-Mode`, and every WebSocket client has its own. A browser never sends these without
 * `Sec-Fetch-Site` or `Origin`.
 */
const sentByPrograms = /^sec-(fetch-mode$|websocket-)/;

/**
 * Whether a browser sent a request with these headers: for a page, a prefetch or prerender, a redirect, or an address
 * that a person typed. TeleCMI and tunnels send none of them.
 *
 * @param names the headers' names, in lower case
 */
export const isFromBrowser = (names: readonly string[]): boolean =>
  names.some((name) => (name.startsWith('sec-') && !sentByPrograms.test(name)) || browserHeaders.has(name));
