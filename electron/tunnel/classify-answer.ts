import { toPlainText } from '../../shared/plain-text.ts';
import type { TunnelFailure } from './classify-failure.ts';
import type { TextAnswer } from './get-text.ts';

/** What tells that a service's page stands in the listener's place: a mark in its headers or its body. */
interface PageMark {
  problem: 'interstitial' | 'tunnel_offline' | 'not_forwarded';
  service: string;
  pattern: RegExp;
}

/**
 * The pages of the services people use, by what only they say. The first that fits counts:
 * a service's warning to visitors comes before its other errors.
 */
const pageMarks: readonly PageMark[] = [
  { problem: 'interstitial', service: 'ngrok', pattern: /ERR_NGROK_6024|You are about to visit/i },
  { problem: 'tunnel_offline', service: 'ngrok', pattern: /ERR_NGROK_3200\b/ },
  { problem: 'not_forwarded', service: 'ngrok', pattern: /ERR_NGROK_(3004|8012)\b/ },
  { problem: 'interstitial', service: 'ngrok', pattern: /ERR_NGROK_\d+|ngrok-error-code/ },
  {
    problem: 'interstitial',
    service: 'localtunnel',
    pattern: /bypass-tunnel-reminder|loca\.lt|localtunnel|Tunnel Password/i,
  },
  { problem: 'interstitial', service: 'Cloudflare Access', pattern: /cloudflareaccess\.com|Cloudflare Access/i },
  { problem: 'interstitial', service: 'Cloudflare', pattern: /cf-mitigated: challenge/i },
  { problem: 'tunnel_offline', service: 'Cloudflare', pattern: /error code: 1033|Cloudflare Tunnel error/i },
  { problem: 'interstitial', service: 'dev tunnels', pattern: /X-Tunnel-Skip-AntiPhishing-Page|devtunnels\.ms/i },
];

/** A page that asks for a password, whoever made it. */
const loginForm = /<input[^>]+type=["']?password/i;
const asksForLogin = new Set([401, 407, 511]);

/**
 * Why an answer is not this listener's own: a page in front of it, a redirect, or somebody else.
 *
 * @param answer one that does not have what the check asked for
 * @param url what was asked
 */
export function classifyAnswer(answer: TextAnswer, url: string): TunnelFailure {
  const page = findPage(answer);
  if (page !== null) return page;
  const host = answer.status >= 300 && answer.status < 400 ? hostOfRedirect(answer.headers.location ?? '', url) : '';
  if (host !== '') return { problem: 'redirected', detail: toPlainText(host, 100) };
  return { problem: 'somebody_else', detail: `HTTP ${answer.status}` };
}

/** Only where it leads, also where that is said as seen from here: the rest repeats the secret path. Empty for nowhere. */
const hostOfRedirect = (location: string, url: string): string =>
  location !== '' && URL.canParse(location, url) ? new URL(location, url).host : '';

function findPage({ status, headers, body }: TextAnswer): TunnelFailure | null {
  const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  const text = `${headerLines.join('\n')}\n\n${body}`;
  const mark = pageMarks.find(({ pattern }) => pattern.test(text));
  if (mark !== undefined) return { problem: mark.problem, detail: mark.service };
  // Cloudflare's own status for a name that no tunnel serves.
  if (status === 530) return { problem: 'tunnel_offline', detail: 'Cloudflare' };
  // A gateway's word for "what is behind me does not answer".
  if (status === 502 || status === 504) return { problem: 'not_forwarded', detail: `HTTP ${status}` };
  const isHtml = /html/i.test(headers['content-type'] ?? '');
  return isHtml && (asksForLogin.has(status) || loginForm.test(body)) ? { problem: 'interstitial', detail: '' } : null;
}
