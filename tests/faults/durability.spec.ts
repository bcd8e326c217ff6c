import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabaseReadOnly } from '../../electron/history/open-database.ts';
import { expect, newCall, test, waitFor } from '../support/desktop.ts';
import { spawnApp } from '../support/spawned-app.ts';
import { readSystemCalls } from '../support/system-calls.ts';

/**
 * What is written after an answer, how the request came and its place in the index, is written: so that nothing of it
 * is taken for the next request's, nor undoes in the trace what that one was.
 */
function isSettled(userData: string, requests: number): boolean {
  const database = openDatabaseReadOnly(join(userData, 'history.sqlite'));
  try {
    const row = database
      .prepare('SELECT (SELECT count(*) FROM traces) AS traces, (SELECT count(*) FROM calls_to_index) AS waiting')
      .get();
    return Number(row?.['traces']) === requests && Number(row?.['waiting']) === 0;
  } finally {
    database.close();
  }
}

const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

test('the system has the log on the disk before the answer goes out', async ({ desktop, userData }) => {
  test.skip(!canTrace, 'Needs strace, and the right to use it.');
  const app = spawnApp(desktop.env, userData);
  const url = await app.listening();
  const file = join(userData, 'calls.strace');
  const which = 'trace=pwrite64,write,writev,sendto,sendmsg,fsync,fdatasync';
  const tracer = spawn('strace', ['-f', '-y', '-s', '16', '-e', which, '-o', file, '-p', String(app.pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  tracer.stderr.setEncoding('utf8').on('data', (text) => {
    told += String(text);
  });
  await waitFor('the trace to begin', () => told.includes('attached'));

  const requests = 6;
  for (let request = 0; request < requests; request += 1) {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(newCall()) });
    expect(await answer.text()).toBe('{"status":"accepted"}');
    await waitFor('what is written after the answer', () => isSettled(userData, request + 1));
  }
  await app.quit();
  if (tracer.exitCode === null) await once(tracer, 'exit');

  let isWritten = false;
  let isOnDisk = false;
  let answers = 0;
  for (const { name, path, begins, ended } of readSystemCalls(readFileSync(file, 'utf8'))) {
    const isLog = path.endsWith('history.sqlite-wal');
    if (isLog && ended && name === 'pwrite64') [isWritten, isOnDisk] = [true, false];
    if (isLog && ended && /^f(data)?sync$/.test(name)) isOnDisk = isWritten;
    if (!begins.startsWith('HTTP/1.1 200')) continue;
    // The sender waits for each answer: what was written and made safe since the last one is this request.
    expect({ answer: answers + 1, isWritten, isOnDisk }).toEqual({
      answer: answers + 1,
      isWritten: true,
      isOnDisk: true,
    });
    answers += 1;
    [isWritten, isOnDisk] = [false, false];
  }
  expect(answers).toBe(requests);
});
