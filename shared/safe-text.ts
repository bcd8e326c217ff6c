declare const isSafe: unique symbol;

/**
 * Text that may be logged and handed to others: free of tokens, phone numbers, what addresses lead to and the
 * person's folder. Only {@link createRedactor} makes it, so that what has not gone through it does not compile.
 */
export type SafeText = string & { readonly [isSafe]: true };

export type Redact = (text: string, maximumLength?: number) => SafeText;

/** More than this is never looked at. */
const longestRead = 64 * 1024;
const longestKept = 4000;

/** What tokens look like, the present one and every one before it. */
const tokenShaped = /[0-9a-f]{32,}/gi;
const webhookPath = /\/hook\/[^\s/?#"'<>\\]+/gi;
const webAddress = /\b(https?|wss?):\/\/([^\s/?#"'<>\\]*)([^\s"'<>]*)/gi;
/** Seven digits or more, in any script, however they are grouped, also as they are written in addresses. */
const numberShaped = /\+?\p{Nd}(?:(?:%[0-9a-f]{2}|[\s\p{Z}\p{Cf}\p{Pd}+().,·/_]){0,3}\p{Nd}){6,}/giu;
/** Characters that nobody sees and that would part what belongs together. */
const parting = /[\u00ad\u200b\u2060\ufeff\u{e0000}-\u{e007f}]/gu;
const notJson = ' is not valid JSON';

/**
 * How texts are made safe on this machine. Errors quote what they stumbled over: what is cut out is put in
 * pointed brackets, as `<number>`. It rather cuts out too much: a long count or a date may go as well.
 *
 * @param homeFolder is written `~`
 */
export function createRedactor(homeFolder: string): Redact {
  const homes = [...new Set([homeFolder, homeFolder.replaceAll('\\', '/'), homeFolder.replaceAll('\\', '\\\\')])]
    .filter((folder) => folder.length > 1)
    .map((folder) => new RegExp(`${escapeForPattern(folder)}(?![\\p{L}\\p{N}_-])`, 'giu'));

  return (text, maximumLength = longestKept) => {
    const shortened = homes.reduce((rest, home) => rest.replaceAll(home, '~'), cutWhole(text).replaceAll(parting, ''));
    const safe = cutQuotedJson(shortened)
      .replaceAll(webAddress, (_address, scheme: string, authority: string, rest: string) => {
        const host = authority.slice(authority.lastIndexOf('@') + 1);
        return `${scheme}://${host}${rest.length > 1 ? '/…' : rest}`;
      })
      .replaceAll(webhookPath, '/hook/<token>')
      .replaceAll(tokenShaped, '<token>')
      .replaceAll(numberShaped, '<number>');
    return (safe.length > maximumLength ? `${safe.slice(0, maximumLength - 1)}…` : safe) as SafeText;
  };
}

/** A version: the first word of what was told, where it looks like one. Anything else is redacted. */
export const createVersionReader =
  (redact: Redact) =>
  (text: string): SafeText => {
    const [word = ''] = text.trim().split(/\s/, 1);
    return /^[\w.+-]{1,40}$/.test(word) && !/[0-9a-f]{32}/i.test(word) ? (word as SafeText) : redact(text, 80);
  };

/** A text cut in the middle of a token or number would show the rest of it: it ends before its last word that is one. */
function cutWhole(text: string): string {
  if (text.length <= longestRead) return text;
  let end = longestRead;
  while (end > 0 && /\S/.test(text.charAt(end))) end -= 1;
  while (end > 0 && !/\p{L}/u.test(text.charAt(end - 1))) end -= 1;
  return `${text.slice(0, end)}…`;
}

/** The JSON parser quotes what it could not read: that is somebody's data. */
function cutQuotedJson(text: string): string {
  const end = text.lastIndexOf(notJson);
  const start = text.indexOf('"');
  return end === -1 || start === -1 || start > end ? text : `${text.slice(0, start)}"…"${text.slice(end)}`;
}

const escapeForPattern = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
