import './without-electron.ts';
import { copyFileSync, linkSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskOutcome } from '../../electron/data/data-task.ts';
import { finishRestore } from '../../electron/data/finish-restore.ts';
import { createHistoryWorks } from '../../electron/data/history-works.ts';
import type { JobControl, JobEnd } from '../../electron/data/job-runner.ts';
import { type RestoreDependencies, restoreBackup } from '../../electron/data/restore-job.ts';
import { openDatabaseReadOnly } from '../../electron/history/open-database.ts';
import { createSettingsStore } from '../../electron/settings.ts';
import { type Settings, settingsSchema } from '../../shared/settings.ts';
import { createTestHistory } from './history-fixture.ts';
import { postJson, validEvent } from './requests.ts';
import { sample } from './samples.ts';
import { startWriterHere } from './webhook-fixture.ts';

/** A listener that fails is a fault here. */
const reportError = (error: unknown): void => {
  throw error;
};
const oldSettings = settingsSchema.parse({ token: 'd'.repeat(32), port: 4000, closeExplained: true });
export const restoredSettings = settingsSchema.parse({ token: 'c'.repeat(32), port: 5000, agentIds: ['202'] });

/** A history of one call to be restored. Returns its file. */
export function makeBackup(folder: string): string {
  const history = createTestHistory();
  history.startCall();
  history.reopen();
  const file = join(folder, 'saved.dialpop');
  copyFileSync(history.file, file);
  history.remove();
  return file;
}

const eventOf = (conversation: string) => {
  const fields = { ...sample('outgoing-started').fields, cmiuuid: conversation, conversation_uuid: conversation };
  const request = { ...postJson(fields), receivedAt: Date.now() };
  return { request, event: validEvent(request) };
};

/** The parts of an app that a restore deals with, on real files: with one call, and settings. */
export async function startRestoringApp(folder: string, backup: string) {
  mkdirSync(folder, { recursive: true });
  const historyFile = join(folder, 'history.sqlite');
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(oldSettings), { mode: 0o600 });
  const settings = createSettingsStore(folder, reportError);
  await settings.ready;
  const { writer, opened } = startWriterHere(historyFile);
  const receive = async (conversation: string): Promise<void> => {
    const { request, event } = eventOf(conversation);
    const stored = await writer.recordEvent(request, event);
    if (!stored.ok) throw new Error(stored.detail);
  };
  await receive('from-before');
  const held: string[] = [];
  const hold = (name: string) => {
    held.push(name);
    return () => void held.splice(held.indexOf(name), 1);
  };
  let resumeRetention = () => {};
  let replacedCount = 0;
  const reported: string[] = [];
  const dependencies: RestoreDependencies = {
    // `backup.test.ts` tests the tasks themselves, in threads.
    runTask: (async (name: string, argument: { target: string }): Promise<TaskOutcome<unknown>> => {
      if (name === 'prepareRestore') copyFileSync(backup, argument.target);
      return { status: 'done', result: { calls: 1, settings: restoredSettings } };
    }) as RestoreDependencies['runTask'],
    history: writer,
    historyFile,
    folder,
    appVersion: '0.1.0',
    getSettings: settings.get,
    updateSettings: settings.update,
    retention: {
      pause: async () => {
        resumeRetention = hold('retention');
      },
      resume: () => resumeRetention(),
    },
    works: createHistoryWorks(writer.isSalvaging),
    releaseReaders: async () => hold('readers'),
    onReplaced: () => {
      replacedCount += 1;
    },
    reportRestoreError: (detail) => reported.push(detail),
  };
  const abort = new AbortController();
  const steps: string[] = [];
  const control: JobControl = {
    signal: abort.signal,
    progress: (_done, _total, step) => step !== undefined && steps.push(step),
    ask: async () => true,
  };
  return {
    folder,
    historyFile,
    settings,
    writer,
    dependencies,
    receive,
    abort,
    steps,
    /** What is kept away from the history at the moment. */
    held,
    /** How often everything was to be read again. */
    replaced: () => replacedCount,
    reported,
    restore: (): Promise<JobEnd> => restoreBackup(backup, dependencies, control),
    conversations: () =>
      opened()
        .database()
        .prepare('SELECT conversation_uuid AS name FROM calls ORDER BY id')
        .all()
        .map(({ name }: Record<string, unknown>) => String(name)),
    stop: () => writer.close(),
  };
}

/** Copies a folder as a kill would leave it now, including second names of files. */
export function copyAsKilled(folder: string, target: string): void {
  const copies = new Map<number, string>();
  mkdirSync(target);
  for (const name of readdirSync(folder)) {
    const source = join(folder, name);
    const { ino } = statSync(source);
    const copy = join(target, name);
    const first = copies.get(ino);
    if (first === undefined) copyFileSync(source, copy);
    else linkSync(first, copy);
    copies.set(ino, copy);
  }
}

export interface AfterRestart {
  conversations: string[];
  settings: Settings;
  /** What else is in the folder. */
  others: string[];
}

/** The parts of the next start that a restore involves. */
export async function restart(folder: string): Promise<AfterRestart> {
  const historyFile = join(folder, 'history.sqlite');
  const settings = createSettingsStore(folder, reportError);
  const reported: unknown[] = [];
  await finishRestore({ historyFile, settings, reportError: (error) => reported.push(error) });
  if (reported.length > 0) throw new AggregateError(reported, String(reported[0]));
  const { writer } = startWriterHere(historyFile);
  await writer.measure();
  await writer.close();
  const database = openDatabaseReadOnly(historyFile);
  const rows: { name: string }[] = database.prepare('SELECT conversation_uuid AS name FROM calls ORDER BY id').all();
  database.close();
  const others = readdirSync(folder).filter((name) => !/^(history\.sqlite(-wal|-shm)?|settings\.json)$/.test(name));
  return { conversations: rows.map(({ name }) => name), settings: settings.get(), others };
}
