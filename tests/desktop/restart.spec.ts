import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readRunningFile } from '../../electron/running-file.ts';
import { customerLeg, electronCommand, expect, newCall, readHistory, test, waitFor } from '../support/desktop.ts';

test('history survives a restart', async ({ desktop, launch, userData }) => {
  const app = await launch();
  const call = newCall({ to: '442000000061' });
  await app.post(call);
  await waitFor('the outcome', async () => (await app.history())[0]?.popup);
  const before = await app.history();
  await app.quit();
  expect(await readHistory(userData)).toEqual(before);

  const again = await launch({ hidden: false });
  expect(await again.history()).toEqual(before);
  const page = await again.window();
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('+44 20 0000 0061');

  // What was delivered before the restart is known after it: no second popup.
  expect(await again.post(call)).toMatchObject({ body: '{"status":"duplicate"}' });
  await again.post(customerLeg(call));
  await waitFor('the outcome', async () => (await again.history())[0]?.popup?.reason === 'same_call');
  await expect.poll(() => desktop.notifications()).toHaveLength(1);
});

test('a second launch shows the window of the first and ends', async ({ desktop, launch, userData }) => {
  const app = await launch();
  expect(app.electron.windows()).toHaveLength(0);
  const { executablePath, args } = electronCommand(['--user-data', userData, '--hidden']);
  const second = spawn(executablePath, args, { env: desktop.env, stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  await expect((await app.window()).getByRole('contentinfo')).toBeVisible();
});

test('quit and started again before it has ended, DialPop runs', async ({ launch, userData }) => {
  const app = await launch();
  const { args } = electronCommand(['--user-data', userData, '--port', '0', '--hidden']);
  const ended = once(app.electron.process(), 'exit');
  // What a second launch makes of one that is ending, at a moment that no test could hit.
  await app.electron
    .evaluate(({ app: main }, given) => {
      main.quit();
      main.emit('second-instance', {}, [], '/', { arguments: given });
    }, args)
    .catch(() => {});
  await ended;
  const again = await waitFor('DialPop to run again', () => {
    const running = readRunningFile(userData);
    return running === null || running.pid === app.pid ? undefined : running;
  });
  try {
    expect((await fetch(again.url)).status).not.toBe(404);
  } finally {
    process.kill(again.pid, 'SIGTERM');
    await waitFor('it to end', () => readRunningFile(userData) === null && !isAlive(again.pid));
  }
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
