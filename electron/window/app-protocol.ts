import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Protocol } from 'electron';

/**
 * Posture: the window's files come from a scheme of our own, not from `file:`, which could
 * read the whole disk. Only names that the build produced are served; a path never
 * reaches the file system as it was asked for.
 */
const scheme = 'dialpop';
const origin = `${scheme}://app`;

export const startPage = `${origin}/index.html`;

/** Set by the development server only; a packaged app has no such variable read (see main-window.ts). */
let developmentOrigin: string | null = null;

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The page's policy is in the page; that nobody may frame it can only be said beside it. */
const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "frame-ancestors 'none'",
};

/** Must run before the app is ready. */
export function registerAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built window from `folder`.
 *
 * @param onUnreadable a file that the page asked for is missing or cannot be read
 */
export function serveApp(
  protocol: Protocol,
  folder: string,
  onUnreadable: (file: string, error: unknown) => void,
): void {
  protocol.handle(scheme, async ({ url }) => {
    const name = /^dialpop:\/\/app\/((?:assets\/)?[\w.-]+)$/.exec(url.split(/[?#]/)[0] ?? '')?.[1];
    const contentType = name === undefined || name.includes('..') ? undefined : contentTypes[extname(name)];
    if (name === undefined || contentType === undefined) return new Response(null, { status: 404 });
    try {
      const body = new Uint8Array(await readFile(join(folder, name)));
      return new Response(body, { headers: { 'content-type': contentType, ...securityHeaders } });
    } catch (error) {
      onUnreadable(name, error);
      return new Response(null, { status: 404 });
    }
  });
}

export function allowDevelopmentServer(url: string): void {
  developmentOrigin = new URL(url).origin;
}

/** True for a page of our own: the built one, or the development server's while developing. */
export function isOwnPage(url: string): boolean {
  return url.startsWith(`${origin}/`) || (developmentOrigin !== null && url.startsWith(`${developmentOrigin}/`));
}
