/** Another program that has the history file to itself until it is told to end. Started by `history-holder.ts` only. */
import { openDatabaseBeside } from '../../electron/history/open-database.ts';

const [file = '', also = ''] = process.argv.slice(2);
const database = openDatabaseBeside(file);
if (also === 'readers') database.exec('PRAGMA locking_mode = EXCLUSIVE');
database.exec('BEGIN EXCLUSIVE; PRAGMA user_version;');
process.send?.('held');
const letGo = (): void => {
  // Named here so that it is not collected, and its lock with it, while it is to be held.
  database.close();
  process.exit();
};
process.on('message', letGo);
process.on('disconnect', letGo);
