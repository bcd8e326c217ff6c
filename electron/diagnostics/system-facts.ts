import { readFile } from 'node:fs/promises';
import { arch, release, type } from 'node:os';
import type { VersionFacts } from '../../shared/diagnostics/diagnostics.ts';
import type { Redact, SafeText } from '../../shared/safe-text.ts';

export interface SystemFactsOptions {
  redact: Redact;
  readVersion: (text: string) => SafeText;
  appVersion: string;
  /** What times and numbers are written in. */
  getLocale: () => string;
}

/** What runs here, and on what. */
export async function readSystemFacts(options: SystemFactsOptions): Promise<VersionFacts> {
  const { redact, readVersion, appVersion, getLocale } = options;
  const { electron = '–', chrome = '–', node } = process.versions;
  return {
    dialpop: readVersion(appVersion),
    electron: readVersion(electron),
    chromium: readVersion(chrome),
    node: readVersion(node),
    system: redact(await systemName(), 80),
    release: readVersion(release()),
    architecture: readVersion(arch()),
    desktop: process.platform === 'linux' ? redact(desktopName(), 80) : null,
    locale: readVersion(getLocale()),
  };
}

/** Linux is told by its distribution: https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
async function systemName(): Promise<string> {
  if (process.platform === 'darwin') return 'macOS';
  if (process.platform !== 'linux') return type().replace('_NT', '');
  try {
    const text = await readFile('/etc/os-release', 'utf8');
    return /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(text)?.[1] ?? type();
  } catch {
    return type();
  }
}

function desktopName(): string {
  const { XDG_CURRENT_DESKTOP: desktop = '', XDG_SESSION_TYPE: session = '' } = process.env;
  const words = [desktop, session].filter((word) => word !== '');
  return words.length === 0 ? '–' : words.join(' · ');
}
