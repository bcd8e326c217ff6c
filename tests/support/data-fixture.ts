import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DataTasks, TaskName } from '../../electron/data/data-task.ts';
import { createTaskRunner, type RunTask, type TaskOptions } from '../../electron/data/run-task.ts';
import { type CallQuery, everyCall } from '../../shared/call-query.ts';
import type { ExportFormat } from '../../shared/ipc/data.ts';
import { noRetention, type Retention } from '../../shared/retention.ts';
import { settingsSchema } from '../../shared/settings.ts';

/** The worker as it is written; the app runs it as it is built. */
export const runTask = createTaskRunner(fileURLToPath(new URL('../../electron/data/data-worker.ts', import.meta.url)));

export const testSettings = settingsSchema.parse({ token: 'c'.repeat(32), agentIds: ['202'] });

/** The result of a task that has to succeed. */
export async function runWhole<Name extends TaskName>(
  name: Name,
  argument: DataTasks[Name]['argument'],
  options?: TaskOptions,
): Promise<DataTasks[Name]['result']> {
  const outcome = await runTask(name, argument, options);
  if (outcome.status !== 'done') throw new Error(`${name}: ${JSON.stringify(outcome)}`);
  return outcome.result;
}

const partialOf = (target: string): string => `${target}.partial`;

export const exportTo = (
  historyFile: string,
  target: string,
  { format = 'csv', query = everyCall, ...options }: { format?: ExportFormat; query?: CallQuery } & TaskOptions = {},
) =>
  runTask(
    'exportCalls',
    { historyFile, query, format, home: { chosen: null, system: null }, target, partial: partialOf(target) },
    options,
  );

export const backUpTo = (historyFile: string, target: string, options?: TaskOptions) =>
  runTask(
    'backUp',
    {
      historyFile,
      target,
      partial: partialOf(target),
      settings: testSettings,
      appVersion: '0.1.0',
      createdAt: 1_790_000_000_000,
    },
    options,
  );

export const applyRetention = (
  historyFile: string,
  limits: Partial<Retention>,
  { run = runTask, ...options }: TaskOptions & { run?: RunTask } = {},
) => run('applyRetention', { historyFile, retention: { ...noRetention, ...limits }, now: Date.now() }, options);

/** The same, cancelled as soon as it has deleted something. */
export const runCancelled = createTaskRunner(fileURLToPath(new URL('cancelled-task.ts', import.meta.url)));

/** What of a folder is half made, or left over. */
export const leftovers = (folder: string): string[] =>
  readdirSync(folder).filter((name) => /partial|restoring|-journal/.test(name));
