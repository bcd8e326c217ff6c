/**
 * The last gate before the system opens something that came from outside. Whatever was checked before,
 * an address is read anew here, as the system will read it, and what is opened is what was read.
 */
import { describeLinkProblem } from '../../shared/call-link-problems.ts';
import { maximumUrlLength } from '../../shared/call-link-template.ts';
import { t } from '../../shared/i18n/translate.ts';
import { isNeverOpened, isSchemeAllowed, webSchemes } from '../../shared/link-schemes.ts';

/** An address that may be opened, in normal form; or why not, as a sentence. */
export type Gate = { ok: true; url: string } | { ok: false; message: string };

/**
 * A link: http or https, or a scheme a person allowed by name.
 *
 * @param allowedSchemes the schemes besides http and https
 */
export function checkLink(text: string, allowedSchemes: readonly string[]): Gate {
  const url = parseUrl(text.trim());
  if (url === null) return refuse(t('links.open.notALink'));
  const scheme = url.protocol.slice(0, -1);
  if (isNeverOpened(scheme)) return refuse(describeLinkProblem({ kind: 'scheme_never', scheme }));
  if (!isSchemeAllowed(scheme, allowedSchemes)) {
    return refuse(describeLinkProblem({ kind: 'scheme_not_allowed', scheme }));
  }
  // `https://bank.example@evil.example` reads like the bank's.
  const hasCredentials = url.username !== '' || url.password !== '';
  if (webSchemes.includes(scheme) && (url.host === '' || hasCredentials)) return refuse(t('links.open.notALink'));
  const address = encodeUnsafe(url.href);
  if (address.length > maximumUrlLength) {
    return refuse(describeLinkProblem({ kind: 'too_long', maximum: maximumUrlLength }));
  }
  return { ok: true, url: address };
}

/**
 * No address may hold these (RFC 3986, section 2), yet the parser leaves them where a scheme has no `//`. The
 * program that the system starts for such a scheme gets the address on its command line, where a quote or a
 * space could begin an argument of its own.
 */
const encodeUnsafe = (href: string): string => href.replaceAll(/["'<>\\^`{|} ]/g, percentEncode);

const percentEncode = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** RFC 5321 allows 254 characters. */
const maximumEmailLength = 254;
/** One address and nothing that could begin a header: no `?`, `&`, comma, `%` or space. */
const email = /^[^\s\p{Cc}@?&#%,;:<>"'()[\]\\/]+@[^\s\p{Cc}@?&#%,;:<>"'()[\]\\/]+\.[^\s\p{Cc}@?&#%,;:<>"'()[\]\\/.]+$/u;

/** An e-mail address, with or without `mailto:`, as a `mailto:` of that one recipient and nothing else. */
export function checkEmail(text: string): Gate {
  const address = text.trim().replace(/^mailto:/i, '');
  if (address.length > maximumEmailLength || !address.isWellFormed() || !email.test(address)) {
    return refuse(t('links.open.notAnEmail'));
  }
  const [local = '', domain = ''] = address.split('@');
  return { ok: true, url: `mailto:${encodeURIComponent(local)}@${encodeURIComponent(domain)}` };
}

/** A telephone number, with or without `tel:`, as a `tel:` of digits and a leading `+`. Spaces and the like are left out. */
export function checkPhone(text: string): Gate {
  const number = text
    .trim()
    .replace(/^tel:/i, '')
    .replaceAll(/[ \u00A0\u2009\u202F().\-/‐-―]/g, '');
  return /^\+?\d{2,20}$/.test(number) ? { ok: true, url: `tel:${number}` } : refuse(t('links.open.notAPhone'));
}

function parseUrl(text: string): URL | null {
  // The parser drops tabs and line breaks silently; a link that holds them is not what it looks like.
  if (/\p{Cc}/u.test(text) || !text.isWellFormed() || !URL.canParse(text)) return null;
  return new URL(text);
}

const refuse = (message: string): Gate => ({ ok: false, message });
