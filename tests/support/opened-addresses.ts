import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Stands in for the programs that Linux opens addresses with, and keeps what they were given: the
 * only way to see what would really have been opened.
 *
 * @param folder where the programs and their record are put
 */
export function recordOpenedAddresses(folder: string) {
  const programs = join(folder, 'programs');
  const record = join(folder, 'opened');
  mkdirSync(programs);
  for (const name of ['xdg-open', 'xdg-email']) {
    const file = join(programs, name);
    writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' "$*" >> '${record}'\n`);
    chmodSync(file, 0o755);
  }
  return {
    /** Over the app's own environment. */
    env: { PATH: `${programs}:${process.env['PATH']}` },
    /** Every address that was opened, in order. */
    opened: (): string[] => (existsSync(record) ? readFileSync(record, 'utf8').trimEnd().split('\n') : []),
  };
}
