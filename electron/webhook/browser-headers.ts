/**
 * What browsers, and only browsers, add to a request by themselves. `Sec-` names cannot be set by a page's script
 * (fetch.spec.whatwg.org, "forbidden request-header"), so a page cannot leave them out or change them either.
 * `Origin` stays out of plain GETs, and older Safari sends no `Sec-Fetch-*`; the others cover those.
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
 * `Sec-` names that programs send too: Node's `fetch`, which a server that relays webhooks may use, sends
 * `Sec-Fetch-Mode` alone, and every WebSocket client has its own. A browser never sends these without
 * `Sec-Fetch-Site` or `Origin`.
 */
const sentByPrograms = /^sec-(fetch-mode$|websocket-)/;

/**
 * Whether a browser sent a request with these headers: a page, a prefetch or prerender, a redirect, or a person who
 * typed the address. TeleCMI and tunnels send none of them.
 *
 * @param names of the headers, in lower case
 */
export const isFromBrowser = (names: readonly string[]): boolean =>
  names.some((name) => (name.startsWith('sec-') && !sentByPrograms.test(name)) || browserHeaders.has(name));
