import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { historyFile } from '../../electron/user-data.ts';

/**
 * Has another process hold the history, as a backup program or a database browser does.
 *
 * @param from whom it is held: from who writes, or from readers as well, which goes only while nobody has it open
 * @returns how to have it let go
 */
export async function holdHistory(userData: string, from: 'writers' | 'readers'): Promise<() => Promise<void>> {
  const holder = fork(fileURLToPath(new URL('hold-history.ts', import.meta.url)), [historyFile(userData), from]);
  const exited = once(holder, 'exit');
  const held = await Promise.race([once(holder, 'message'), exited]);
  if (held[0] !== 'held') throw new Error('The history could not be held');
  return async () => {
    if (holder.connected) holder.send('release');
    await exited;
  };
}
