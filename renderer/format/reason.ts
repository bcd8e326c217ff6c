import { en } from '../../shared/i18n/en/index.ts';
import { enReasons } from '../../shared/i18n/en/reasons.ts';
import { type MessageKey, t } from '../../shared/i18n/translate.ts';
import { toPlainText } from '../../shared/plain-text.ts';

/** A reason may repeat what was sent. */
const longestMessage = 400;

interface KnownReason {
  key: MessageKey;
  names: string[];
  pattern: RegExp;
}

/** The webhook's sentences as the catalogue has them, the longer first: they say more. */
const knownReasons: readonly KnownReason[] = Object.keys(enReasons)
  // Object.keys widens the names; they are the catalogue's own.
  .map((key) => toKnownReason(key as keyof typeof enReasons))
  .sort((one, other) => en[other.key].length - en[one.key].length);

function toKnownReason(key: keyof typeof enReasons): KnownReason {
  const message: string = en[key];
  const names = [...message.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const source = straightQuotes(message)
    .split(/\{\w+\}/)
    .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(.*)');
  return { key, names, pattern: new RegExp(`^${source}$`, 's') };
}

/** Catalogues are printed, answers are typed. */
function straightQuotes(text: string): string {
  return text.replaceAll(/[“”]/g, '"');
}

/**
 * Why a request was refused, in the language of the window. It is kept in the words that
 * TeleCMI was answered; a sentence the catalogue does not know, such as one of an older
 * DialPop, is shown as it is.
 */
export function describeReason(message: string): string {
  for (const { key, names, pattern } of knownReasons) {
    const found = pattern.exec(message);
    if (found === null) continue;
    return t(key, Object.fromEntries(names.map((name, index) => [name, describePart(found[index + 1] ?? '')])));
  }
  return toPlainText(message, longestMessage);
}

/** What is filled in may be a part of a sentence itself: "a list", "A colon is expected here". */
const describePart = (text: string): string => (/^[A-Za-z]/.test(text) ? describeReason(text) : text);
