import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The system's own, current Chromium, in the form that Playwright's `launch` takes. It uses no network on its own.
 */
export function chromiumCommand(): { executablePath: string; args: string[] } {
  const executablePath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'chromium'))
    .find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('There is no Chromium on this system; npm test installs it');
  return {
    executablePath,
    args: [
      // Chromium's sandbox refuses to run as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
    ],
  };
}
