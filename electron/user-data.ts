import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder of settings and history unless `--user-data` says otherwise: what Electron's
 * `app.getPath('userData')` is for an app called DialPop, for tools that run without it.
 */
export function defaultUserData(): string {
  switch (process.platform) {
    case 'win32':
      return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'DialPop');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'DialPop');
    default:
      return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'DialPop');
  }
}

export const historyFile = (userData: string): string => join(userData, 'history.sqlite');
