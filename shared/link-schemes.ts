/**
 * Schemes that run code, install or change something, read files here or on a file server, or lead back
 * into a program's own pages. They are never opened, whatever a person allows: a link is made of what a
 * CRM sent.
 */
const neverOpened = new Set([
  'about',
  'afp',
  'applescript',
  'blob',
  'chrome',
  'chrome-extension',
  'chrome-untrusted',
  'cifs',
  'cmd',
  'data',
  'dav',
  'davs',
  'devtools',
  'dialpop',
  'edge',
  'feed',
  'file',
  'filesystem',
  'hcp',
  'help',
  'intent',
  'its',
  'jar',
  'javascript',
  'jnlp',
  'ldap',
  'ldaps',
  'livescript',
  'mhtml',
  'microsoft-edge',
  'mk',
  'moz-extension',
  'ms-access',
  'ms-appinstaller',
  'ms-cxh',
  'ms-cxh-full',
  'ms-excel',
  'ms-help',
  'ms-infopath',
  'ms-its',
  'ms-msdt',
  'ms-officecmd',
  'ms-powerpoint',
  'ms-project',
  'ms-publisher',
  'ms-search',
  'ms-settings',
  'ms-spd',
  'ms-visio',
  'ms-word',
  'nfs',
  'powershell',
  'res',
  'resource',
  'rlogin',
  'search',
  'search-ms',
  'shell',
  'smb',
  'ssh',
  'telnet',
  'tn3270',
  'vbscript',
  'view-source',
  'webdav',
  'webdavs',
  'wscript',
  'wyciwyg',
  'x-apple.systempreferences',
]);

/** Schemes that are always allowed. */
export const webSchemes: readonly string[] = ['http', 'https'];

/** Schemes whose host is a server to everything that parses addresses (WHATWG URL, "special scheme"). */
const serverSchemes: readonly string[] = [...webSchemes, 'ws', 'wss', 'ftp'];

/** Whether a server's name follows the `//`. Without the colon. */
export const hasServers = (scheme: string): boolean => serverSchemes.includes(scheme);

/** True for a scheme that is never opened. Without the colon; upper and lower case are the same. */
export function isNeverOpened(scheme: string): boolean {
  // One letter is a drive on Windows.
  return scheme.length === 1 || neverOpened.has(scheme.toLowerCase());
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

/** RFC 3986, section 3.1; not of one letter. */
export const schemePattern = /^[a-z][a-z0-9+.-]{1,39}$/;

/** What is wrong with a scheme a person wants to allow; null where nothing is. */
export function schemeProblem(scheme: string): SchemeProblem | null {
  if (!schemePattern.test(scheme)) return 'invalid';
  if (isNeverOpened(scheme)) return 'never';
  return webSchemes.includes(scheme) ? 'always' : null;
}
