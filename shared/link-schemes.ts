/**
 * Schemes that run code, read this machine's files, or lead back into a program's own pages. They
 * are never opened, whatever a person allows: a link is made of what a CRM sent.
 */
const neverOpened = new Set([
  'about',
  'blob',
  'chrome',
  'chrome-extension',
  'cmd',
  'data',
  'devtools',
  'dialpop',
  'file',
  'filesystem',
  'its',
  'jar',
  'javascript',
  'livescript',
  'mhtml',
  'mk',
  'ms-its',
  'ms-msdt',
  'ms-officecmd',
  'nfs',
  'powershell',
  'res',
  'search',
  'search-ms',
  'shell',
  'smb',
  'vbscript',
  'view-source',
  'wscript',
]);

/** Schemes that are always allowed. */
export const webSchemes: readonly string[] = ['http', 'https'];

/** True for a scheme that is never opened. Without the colon; upper and lower case are the same. */
export function isNeverOpened(scheme: string): boolean {
  return neverOpened.has(scheme.toLowerCase());
}

/**
 * Whether an address with this scheme may be opened.
 *
 * @param scheme without the colon
 * @param allowed the schemes a person allowed besides http and https
 */
export function isSchemeAllowed(scheme: string, allowed: readonly string[]): boolean {
  const name = scheme.toLowerCase();
  return !isNeverOpened(name) && (webSchemes.includes(name) || allowed.includes(name));
}

/** Not a scheme's name; never opened; allowed by itself. */
export type SchemeProblem = 'invalid' | 'never' | 'always';

/** RFC 3986, section 3.1; not of one letter, which is a drive on Windows. */
export const schemePattern = /^[a-z][a-z0-9+.-]{1,39}$/;

/** What is wrong with a scheme a person wants to allow; null where nothing is. */
export function schemeProblem(scheme: string): SchemeProblem | null {
  if (!schemePattern.test(scheme)) return 'invalid';
  if (isNeverOpened(scheme)) return 'never';
  return webSchemes.includes(scheme) ? 'always' : null;
}
