import { carriedHeaders, type ExactRequest, plainTextOfBytes } from '../exact-request.ts';

/** Longest body given as an argument, quoted: systems take 128 KiB for one. */
const longestArgument = 100_000;

/** A request as a command for a POSIX shell. Whatever the request holds, the shell reads it as text. */
export function toCurl({ method, origin, target, headers, body }: ExactRequest): string {
  const url = origin + target.replaceAll('#', '%23');
  const carried = carriedHeaders(headers);
  const options = [
    // curl takes braces and brackets for a list of addresses, and takes detours out of a path.
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    ...(/\/\./.test(target) ? ['--path-as-is'] : []),
    method === 'HEAD' && body.byteLength === 0 ? '--head' : `--request ${quoteForShell(method)}`,
    `--url ${quoteForShell(url)}`,
    ...carried.map(([name, value]) => `--header ${quoteForShell(value === '' ? `${name};` : `${name}: ${value}`)}`),
  ];
  if (body.byteLength === 0) return join('curl', options);
  const hasType = carried.some(([name]) => name.toLowerCase() === 'content-type');
  // With a body curl would add a type of its own.
  if (!hasType) options.push("--header 'Content-Type:'");
  const text = plainTextOfBytes(body);
  const quoted = text === null || text.includes('\r') ? null : quoteText(text);
  return quoted !== null && Buffer.byteLength(quoted) <= longestArgument
    ? join('curl', [...options, `--data-raw ${quoted}`])
    : join(`printf ${quoteForPrintf(body)} | curl`, [...options, '--data-binary @-']);
}

const join = (command: string, options: readonly string[]): string => `${[command, ...options].join(' \\\n  ')}\n`;

/** One word of the command, from characters that are one byte each. */
function quoteForShell(bytes: string): string {
  if (/^[A-Z]+$/.test(bytes)) return bytes;
  const raw = Buffer.from(bytes, 'latin1');
  const text = plainTextOfBytes(raw);
  return text === null ? `"$(printf ${quoteForPrintf(raw)})"` : quoteText(text);
}

const quoteText = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Any bytes as a format of `printf` that prints them: every shell has it, and it knows octal numbers only. */
function quoteForPrintf(bytes: Uint8Array): string {
  const parts = Array.from(bytes, (byte, index) => {
    const character = String.fromCharCode(byte);
    if (character === '%') return '%%';
    // A dash at the beginning would be an option.
    const isPlain = /[ -~]/.test(character) && character !== "'" && character !== '\\';
    return isPlain && !(index === 0 && character === '-') ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `'${parts.join('')}'`;
}
