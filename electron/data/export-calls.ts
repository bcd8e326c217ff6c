import type { CallQuery } from '../../shared/call-query.ts';
import { type HomeCountry, setHomeCountry } from '../../shared/home-country.ts';
import type { ExportFormat } from '../../shared/ipc/data.ts';
import { createExportReader, type ExportReader } from '../history/export-reader.ts';
import { openDatabaseReadOnly } from '../history/open-database.ts';
import { csvHeader, csvLines, maximumCustomColumns } from './csv.ts';
import type { FileToMake } from './data-task.ts';
import { jsonLine } from './json-lines.ts';
import { makeWholeFile, writeText } from './partial-file.ts';
import type { TaskControl } from './task-control.ts';

interface ExportArgument extends FileToMake {
  historyFile: string;
  query: CallQuery;
  format: ExportFormat;
  /** By what numbers are read. */
  home: HomeCountry;
}

/**
 * Writes the calls a query finds, newest first. They are gone through twice, to know how
 * many there are and which columns they need, then to write them; both see the history as it was
 * in one moment, whatever arrives meanwhile, and no more than a batch is held.
 */
export function exportCalls(argument: ExportArgument, control: TaskControl): Promise<{ calls: number }> {
  const { historyFile, query, format, home } = argument;
  setHomeCountry(home);
  return makeWholeFile(argument, () => {
    const database = openDatabaseReadOnly(historyFile);
    try {
      const reader = createExportReader(database, query, Date.now());
      return writeText(argument.partial, (append) =>
        format === 'csv' ? writeCsv(reader, append, control) : writeJsonLines(reader, append, control),
      );
    } finally {
      database.close();
    }
  });
}

type Append = (text: string) => void;

function writeCsv(reader: ExportReader, append: Append, control: TaskControl): { calls: number } {
  const names = new Set<string>();
  let total = 0;
  for (const batch of reader.readBatches()) {
    control.checkCancelled();
    total += batch.length;
    for (const { customFields } of batch) {
      // One more than there are columns tells that there are others.
      for (const { name } of customFields) if (names.size <= maximumCustomColumns) names.add(name);
    }
    control.progress(0, null);
  }
  const hasOthers = names.size > maximumCustomColumns;
  const customNames = [...names].slice(0, maximumCustomColumns).toSorted();
  append(csvHeader(customNames, hasOthers));
  let done = 0;
  for (const batch of reader.readBatches()) {
    control.checkCancelled();
    append(csvLines(batch, customNames, hasOthers));
    done += batch.length;
    control.progress(done, total);
  }
  return { calls: done };
}

function writeJsonLines(reader: ExportReader, append: Append, control: TaskControl): { calls: number } {
  let total = 0;
  for (const batch of reader.readBatches()) {
    control.checkCancelled();
    total += batch.length;
    control.progress(0, null);
  }
  let done = 0;
  for (const batch of reader.readBatches()) {
    control.checkCancelled();
    append(reader.readDetails(batch).map(jsonLine).join(''));
    done += batch.length;
    control.progress(done, total);
  }
  return { calls: done };
}
