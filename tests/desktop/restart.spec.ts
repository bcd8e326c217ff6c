import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
  expect(desktop.notifications()).toHaveLength(1);
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
