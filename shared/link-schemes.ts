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
