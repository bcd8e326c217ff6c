import type { IncomingMessage } from 'node:http';

const loopbackNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

export type RequestHosts = ReturnType<typeof createRequestHosts>;

/**
 * Which hosts requests may be addressed to: this machine, by its loopback names, and the public URL's. A page
 * in a browser can have its own name lead to this machine (DNS rebinding) and then call as if from there,
 * without `Origin`; but it cannot change the `Host` its name makes.
 *
 * A tunnel may put a third name in the place of the public one. The check of the tunnel shows it: a nonce
 * that was sent to the public URL arrives under it. That name counts for as long as the public URL stays.
 *
 * @param getPublicUrl as in the settings, empty for none
 */
export function createRequestHosts(getPublicUrl: () => string) {
  let publicUrl = '';
  let publicName: string | null = null;
  let learnedName: string | null = null;

  const follow = (): void => {
    const current = getPublicUrl();
    if (current === publicUrl) return;
    publicUrl = current;
    publicName = current === '' || !URL.canParse(current) ? null : toName(new URL(current).hostname);
    learnedName = null;
  };

  return {
    isAllowed(name: string): boolean {
      if (loopbackNames.has(name)) return true;
      follow();
      return name === publicName || name === learnedName;
    },
    /** A check of the tunnel arrived under this name. */
    learn(name: string): void {
      follow();
      learnedName = name;
    },
  };
}

/**
 * The name a request is addressed to, without the port, in lower case; null where it has no `Host`, more than
 * one, or one that is no host. Node itself takes the first of several, which another program before it may not.
 */
export function hostNameOf({ rawHeaders }: IncomingMessage): string | null {
  let host: string | null = null;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.length !== 4 || rawHeaders[index]?.toLowerCase() !== 'host') continue;
    if (host !== null) return null;
    host = rawHeaders[index + 1] ?? '';
  }
  const [, name] = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::\d{1,5})?$/i.exec(host ?? '') ?? [];
  return name === undefined ? null : toName(name);
}

/** `Example.COM.` is the same host as `example.com`. */
const toName = (host: string): string => host.toLowerCase().replace(/\.$/, '');
