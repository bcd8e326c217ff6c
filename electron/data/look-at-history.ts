import { findDamage } from '../history/backup-file.ts';
import { openDatabaseReadOnly } from '../history/open-database.ts';
import type { DataTasks } from './data-task.ts';
import type { TaskControl } from './task-control.ts';

/** After the tables come three looks at their values and one at what refers to what. */
const looksAfterTables = 4;

/** Looks at every page of the history, or at the whole: indexes, values and references as well; changes nothing. */
export function checkHistory(
  { historyFile, how }: DataTasks['checkHistory']['argument'],
  control: TaskControl,
): DataTasks['checkHistory']['result'] {
  const database = openDatabaseReadOnly(historyFile);
  try {
    const tables = Number(
      database
        .prepare("SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        .get()?.['n'],
    );
    let looks = 0;
    const damage = findDamage(database, how, () => {
      control.checkCancelled();
      control.progress(looks, how === 'whole' ? tables + looksAfterTables : tables);
      looks += 1;
    });
    return { damage };
  } finally {
    database.close();
  }
}

/** Counts what is in the history. */
export function countHistory({
  historyFile,
}: DataTasks['countHistory']['argument']): DataTasks['countHistory']['result'] {
  const database = openDatabaseReadOnly(historyFile);
  try {
    const row = database
      .prepare(`
        SELECT (SELECT calls FROM totals WHERE name = 'listed') AS calls,
          (SELECT count(*) FROM requests) AS requests,
          (SELECT user_version FROM pragma_user_version) AS layout_version,
          sqlite_version() AS sqlite`)
      .get();
    return {
      calls: Number(row?.['calls']),
      requests: Number(row?.['requests']),
      layoutVersion: Number(row?.['layout_version']),
      sqlite: String(row?.['sqlite']),
    };
  } finally {
    database.close();
  }
}
