import type { JsonValue } from '../../shared/json.ts';

/** What a custom field's value is good for. */
export type ValueKind =
  | {
      kind: 'link' /** What is opened. */;
      url: string /** The same for people: the true host, no scheme. */;
      text: string;
    }
  | { kind: 'email' | 'phone' /** What is written to or dialled. */; address: string }
  | { kind: 'plain' };

const plain: ValueKind = { kind: 'plain' };
const longestLink = 4000;
const phoneNames = /phone|mobile|(^|[^a-z])(tel|cell|whatsapp|fax)([^a-z]|$)|contact_?(no|number)|फ़?ोन|मोबाइल/i;

/**
 * What a value is, judged by what it says. Nothing is trusted: only http and https are links, and one with
 * a name before its host (`https://bank.example@elsewhere.example`) is the text it is.
 */
export function classifyValue(name: string, value: JsonValue): ValueKind {
  if (typeof value === 'number') return phoneNames.test(name) ? asPhone(String(value), true) : plain;
  if (typeof value !== 'string') return plain;
  const text = value.trim();
  if (text === '' || text.length > longestLink || /[\p{Cc}\p{Cf}]/u.test(text)) return plain;
  if (/^https?:\/\//i.test(text)) return asLink(text);
  if (/^[^\s@<>"(),:;\\[\]]{1,64}@[^\s@<>"(),:;\\[\]]+\.[^\s@<>"(),:;\\[\].]{2,}$/.test(text)) {
    return { kind: 'email', address: text };
  }
  return asPhone(text, phoneNames.test(name));
}

function asLink(text: string): ValueKind {
  if (/\s/.test(text) || !URL.canParse(text)) return plain;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.host === '') return plain;
  const rest = text.replace(/^https?:\/\/[^/?#]*/i, '');
  return { kind: 'link', url: url.href, text: rest === '/' ? url.host : `${url.host}${rest}` };
}

/** Bare digits are a telephone number only where the field's name says so: they may be any number. */
function asPhone(text: string, isNamed: boolean): ValueKind {
  if (!/^\+?[\d\s().-]+$/.test(text)) return plain;
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length < 7 || digits.length > 15 || !(isNamed || text.startsWith('+'))) return plain;
  return { kind: 'phone', address: `${text.startsWith('+') ? '+' : ''}${digits}` };
}
